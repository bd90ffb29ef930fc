package ipynb

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The notebooks of the project are stored as they would be written again.
func TestProjectNotebooksThereAndBack(t *testing.T) {
	paths, err := filepath.Glob("../*.ipynb")
	if err != nil || len(paths) == 0 {
		t.Fatal("no notebooks")
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		nb, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		again, err := nb.Encode()
		if err != nil {
			t.Fatal(err)
		}
		back, err := Read(again)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(nb.Cells, back.Cells) || len(raw) == 0 {
			t.Errorf("%s: the cells changed", path)
		}
	}
}

// every kind of cell and output, and fields that are not understood.
const everything = `{
 "cells": [
  {
   "attachments": {
    "a.png": {
     "image/png": [
      "iVBORw0=\n"
     ]
    }
   },
   "cell_type": "markdown",
   "id": "one",
   "metadata": {},
   "source": [
    "# Title <b>&</b>\n",
    "![](attachment:a.png)"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "two",
   "metadata": {
    "tags": [
     "parameters"
    ]
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "1\n",
      "2"
     ]
    },
    {
     "data": {
      "application/json": {
       "a": [
        "x",
        "y"
       ],
       "b": 1
      },
      "text/plain": [
       "t"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    },
    {
     "data": {},
     "execution_count": 3,
     "metadata": {
      "image/png": {
       "width": 3
      }
     },
     "output_type": "execute_result"
    },
    {
     "ename": "ERROR",
     "evalue": "no",
     "output_type": "error",
     "traceback": []
    }
   ],
   "source": []
  },
  {
   "cell_type": "raw",
   "future": {
    "x": null
   },
   "id": "three",
   "metadata": {},
   "source": [
    "raw"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "name": "gonb"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`

func TestEverythingIsKept(t *testing.T) {
	nb, err := Read([]byte(everything))
	if err != nil {
		t.Fatal(err)
	}
	out, err := nb.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if string(out) != everything {
		t.Errorf("written as\n%s", out)
	}
	if c := nb.Cells[1]; c.Count != 3 || !c.HasTag("parameters") || c.Outputs[0].Text != "1\n2" || c.Outputs[1].Data["text/plain"].Text != "t" {
		t.Errorf("%+v", c)
	}
	nb.ClearOutputs()
	if out, err = nb.Encode(); err != nil || bytes.Contains(out, []byte("stdout")) || bytes.Contains(out, []byte(`"execution_count": 3`)) {
		t.Errorf("outputs are left: %v", err)
	}
}

func TestMalformedNotebooks(t *testing.T) {
	cell := func(c string) string {
		return `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [` + c + `]}`
	}
	for _, c := range []struct{ name, text, says string }{
		{"empty", "", "not a notebook"},
		{"no JSON", "# A notebook", "not a notebook: line 1"},
		{"cut off", "{\n\"cells\": [", "not a notebook: line 2: unexpected end"},
		{"a list", "[]", "not a notebook"},
		{"other JSON", `{"a": 1}`, "has no list of cells"},
		{"no format", `{"cells": []}`, "does not say its nbformat"},
		{"old format", `{"nbformat": 3, "worksheets": []}`, "format 3; formats 4.x are read"},
		{"binary", "\xff\xfe\x00", "not UTF-8"},
		{"cells of a wrong kind", `{"nbformat": 4, "cells": {}}`, "cells is a JSON object"},
		{"cell without a type", cell(`{"source": ""}`), "cell 1: it does not say its cell_type"},
		{"unknown cell", cell(`{"cell_type": "raw", "source": ""}, {"cell_type": "poem", "source": ""}`), `cell 2: cell_type "poem"`},
		{"no source", cell(`{"cell_type": "code"}`), "cell 1: it has no source"},
		{"source a number", cell(`{"cell_type": "code", "source": 3}`), "cell 1: neither a text nor a list of lines"},
		{"unknown output", cell(`{"cell_type": "code", "source": "", "outputs": [{"output_type": "smell"}]}`), `cell 1: an output of the kind "smell"`},
		{"same id", cell(`{"cell_type": "raw", "id": "a", "source": ""}, {"cell_type": "raw", "id": "a", "source": ""}`), `cell 2 has the id "a" of cell 1`},
	} {
		if _, err := Read([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v does not say %q", c.name, err, c.says)
		}
	}
	if _, err := Open("nowhere.ipynb"); err == nil || !strings.Contains(err.Error(), "nowhere.ipynb: not there") {
		t.Errorf("no file: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(everything))
	f.Add([]byte(`{"nbformat":4,"cells":[{"cell_type":"code","source":["a"],"outputs":[{"output_type":"display_data","data":{"x+json":null}}]}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		nb, err := Read(raw)
		if err != nil {
			return
		}
		out, err := nb.Encode()
		if err != nil {
			t.Fatalf("read but not written: %v", err)
		}
		again, err := Read(out)
		if err != nil {
			t.Fatalf("written but not read: %v", err)
		}
		if twice, err := again.Encode(); err != nil || !bytes.Equal(out, twice) {
			t.Fatalf("written differently the second time: %v\n%s\n%s", err, out, twice)
		}
	})
}
