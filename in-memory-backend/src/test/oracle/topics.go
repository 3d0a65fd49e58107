// SPDX-License-Identifier: Apache-2.0

package oracle

func topics() []topic {
	return []topic{
		{"policies", policyCases},
		{"combinators", combinatorCases},
		{"limits", limitCases},
		{"state-machine", stateCases},
		{"life", lifeCases},
		{"random", randomCases},
		{"crowd", crowdCases},
		{"invalid-configs", invalidCases},
		{"probabilistic-sampler", samplerCases},
		{"filter", filterCases},
		{"attributes", attributesCases},
		{"resource", resourceCases},
		{"span", spanCases},
	}
}
