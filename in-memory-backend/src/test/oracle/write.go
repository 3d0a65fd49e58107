// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
)

// write puts one JSON value to a line and compresses; equal input gives an equal file.
func write[T any](directory, topic string, values []T) error {
	var file bytes.Buffer
	zip, err := gzip.NewWriterLevel(&file, gzip.BestCompression)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(zip)
	lines.SetEscapeHTML(false)
	for _, value := range values {
		if err := lines.Encode(value); err != nil {
			return err
		}
	}
	if err := zip.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(directory, topic+".ndjson.gz"), file.Bytes(), 0o644)
}
