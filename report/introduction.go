package report

import "inertia/report/document"

// introduction says what is asked and how to read the answer.
func (w *writer) introduction() ([]document.Block, error) {
	blocks := []document.Block{
		heading(1, "sec-introduction", "Introduction"),
		para("A language model can be told to answer a questionnaire as somebody: a person of a certain age, religion, country or trade. "+
			"If its answers follow the person, they say little about the model. If they stay where they are whoever it plays, they say more. ",
			citeText("lee2026"), " ask a model the same items under many randomly drawn personas, pool the answers of each dimension of the questionnaire, and call "+
				"the part that stays put its inertia. This report applies their analysis to the data described in ", document.Ref("sec-data"), ", and adds what is needed to judge it: "+
				"how sure each number is, how large a distance would arise from sampling alone, and whether it is the persona or the wording of an item that moves an answer."),
		para("Inertia is a statement about pooled answers. It is high when one option takes most answers of a dimension, for whatever reason. "+
			"It is low when answers spread over the scale, and then it does not say what spreads them: personas, items, or chance. ",
			document.Ref("sec-moves"), " takes these apart. Numbers in brackets are intervals; ", document.Ref("sec-measures"), " defines every measure and ",
			document.Ref("sec-limits"), " lists what these data cannot show."),
	}
	return blocks, nil
}
