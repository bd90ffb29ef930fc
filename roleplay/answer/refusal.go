package answer

import "strings"

// declines are words with which models decline, in the languages in which they
// were seen to.
var declines = []string{
	"i cannot", "i can't", "i can’t", "i am unable", "i'm unable", "i’m unable", "i am not able", "i'm not able", "i won't", "i will not",
	"i'm sorry", "i’m sorry", "i am sorry", "i apologize", "as an ai", "as a language model", "as a large language model", "i don't have personal",
	"i do not have personal", "i don’t have personal", "not comfortable", "decline to", "prefer not to", "refuse to", "cannot answer", "can't answer", "cannot assist", "can't assist",
	"je ne peux pas", "désolé", "lo siento", "no puedo", "ich kann nicht", "ich kann diese", "es tut mir leid", "não posso", "mi dispiace", "non posso",
	"抱歉", "无法", "無法", "不能回答", "申し訳", "できません", "죄송", "не могу", "извините", "لا أستطيع", "عذرا",
}

func refuses(t string) bool {
	t = strings.ToLower(t)
	for _, d := range declines {
		if strings.Contains(t, d) {
			return true
		}
	}
	return false
}
