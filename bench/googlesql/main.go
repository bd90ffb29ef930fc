// Command googlesql reads a query for BigQuery by the analyzer of its dialect,
// GoogleSQL, which resolves every name and type against tables that it is told of.
//
//	inertia tally --sql bigquery answers | go -C bench/googlesql run . answers model:string,seed:int64,...
//
// It names the first fault and exits with 1. The analyzer is large: the first build
// takes ten minutes and some gigabytes of memory.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/goccy/go-googlesql"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "googlesql TABLE,... COLUMN:TYPE,... < QUERY   (TYPE is string, int64 or double; all tables have all columns)")
		os.Exit(2)
	}
	if err := analyze(os.Stdin, strings.Split(os.Args[1], ","), strings.Split(os.Args[2], ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func analyze(r io.Reader, tables, columns []string) error {
	query, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := googlesql.Init(); err != nil {
		return err
	}
	language, err := googlesql.NewLanguageOptions()
	if err != nil {
		return err
	}
	if err := language.EnableMaximumLanguageFeatures(); err != nil {
		return err
	}
	options, err := googlesql.NewAnalyzerOptions2()
	if err != nil {
		return err
	}
	if err := options.SetLanguage(language); err != nil {
		return err
	}
	types, err := googlesql.NewTypeFactory()
	if err != nil {
		return err
	}
	catalog, err := catalogOf(language, types, tables, columns)
	if err != nil {
		return err
	}
	if _, err := googlesql.AnalyzeStatement(string(query), options, catalog, types); err != nil {
		return err
	}
	fmt.Printf("GoogleSQL reads the query, %d bytes\n", len(query))
	return nil
}

// catalogOf has the functions of the language and the tables, each with the columns.
func catalogOf(language *googlesql.LanguageOptions, types *googlesql.TypeFactory, tables, columns []string) (*googlesql.SimpleCatalog, error) {
	catalog, err := googlesql.NewSimpleCatalog("catalog", nil)
	if err != nil {
		return nil, err
	}
	if err := catalog.AddBuiltinFunctionsAndTypes(&googlesql.BuiltinFunctionOptions{LanguageOptions: language}); err != nil {
		return nil, err
	}
	for _, name := range tables {
		table, err := googlesql.NewSimpleTable(name, 0)
		if err != nil {
			return nil, err
		}
		for _, c := range columns {
			column, kind, _ := strings.Cut(c, ":")
			made := map[string]func() (googlesql.Googlesql_TypeNode, error){"string": types.GetString, "int64": types.GetInt64, "double": types.GetDouble}[kind]
			if made == nil {
				return nil, fmt.Errorf("column %s: no type %q; there are string, int64, double", column, kind)
			}
			of, err := made()
			if err != nil {
				return nil, err
			}
			named, err := googlesql.NewSimpleColumn(name, column, of, false, true)
			if err != nil {
				return nil, err
			}
			if err := table.AddColumn2(named, false); err != nil {
				return nil, err
			}
		}
		if err := catalog.AddTable(table); err != nil {
			return nil, err
		}
	}
	return catalog, nil
}
