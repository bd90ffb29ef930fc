package datasets

import (
	"encoding/json"
	"testing"
)

// membersAgree holds the members of an object against encoding/json; of names
// that come twice the last counts.
func membersAgree(t *testing.T, object []byte) {
	t.Helper()
	var want map[string]json.RawMessage
	if !json.Valid(object) || json.Unmarshal(object, &want) != nil || want == nil {
		return
	}
	got := map[string]string{}
	jsonMembers(object, func(name, value []byte) { got[string(jsonString(name))] = string(value) })
	if len(got) != len(want) {
		t.Fatalf("%q: %d members, want %d", object, len(got), len(want))
	}
	for name, value := range want {
		if got[name] != string(value) {
			t.Fatalf("%q: %q is %q, want %q", object, name, got[name], value)
		}
		var s string
		if value[0] == '"' && json.Unmarshal(value, &s) == nil && string(jsonString([]byte(got[name]))) != s {
			t.Fatalf("%q: %q is the text %q, want %q", object, name, jsonString([]byte(got[name])), s)
		}
	}
}

var jsonObjects = []string{
	`{}`, ` { } `, `{"a":1}`, `{"a":1,"a":"2"}`, "\t{ \"a\" : -1.5e3 ,\r\n \"b\" : null , \"c\":true}\n", `{"a":"x\"y\\","b":"\u00e9\ud800","\u0061b":""}`,
	`{"a":{"b":[1,"]}",{"c":"}"}]},"d":[],"e":[[],{}] }`, "{\"a\":\"\xff\",\"\xfe\":2}", `{"a":[1 , 2],"b":0}`, `{"a":"é, {b}: [c]"}`,
}

func TestJSONMembers(t *testing.T) {
	for _, object := range jsonObjects {
		if !json.Valid([]byte(object)) {
			t.Fatalf("%q is no case", object)
		}
		membersAgree(t, []byte(object))
	}
}

func FuzzJSONMembers(f *testing.F) {
	for _, object := range jsonObjects {
		f.Add([]byte(object))
	}
	f.Fuzz(func(t *testing.T, object []byte) { membersAgree(t, object) })
}
