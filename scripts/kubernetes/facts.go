// Prints the facts of Kubernetes' built-in types that a browser needs to read and write their protobuf: for each
// message its fields with number, type and JSON name, by reflection over the published Go types.
//
// Run in this folder: go run . facts > ../../shared/src/kubernetes/facts.json
//
// The versions are those of go.mod. It fails for a type that writes its own JSON or protobuf and is not known here.
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// Types with a JSON or protobuf form of their own: shared/src/kubernetes knows each by name.
var own = regexp.MustCompile(`^(meta/v1\.(Time|MicroTime|Duration|FieldsV1)|resource\.Quantity|intstr\.IntOrString|` +
	`runtime\.RawExtension|apiextensions/v1(beta1)?\.(JSON|JSONSchemaPropsOr(Bool|Array|StringArray)))$`)

var scalars = map[reflect.Kind]string{
	reflect.String: "s", reflect.Bool: "b", reflect.Int32: "i", reflect.Int64: "l", reflect.Int: "l", reflect.Float64: "d",
}

var trimmed = strings.NewReplacer("k8s.io/api/", "", "k8s.io/apimachinery/pkg/apis/", "", "k8s.io/apimachinery/pkg/", "",
	"k8s.io/apiextensions-apiserver/pkg/apis/", "", "k8s.io/kube-aggregator/pkg/apis/", "", "api/", "", "util/", "")

func packageOf(t reflect.Type) string { return trimmed.Replace(t.PkgPath()) }

// packages: package → message → its fields; ordered by name when written as JSON.
var packages = map[string]map[string]string{}

func add(t reflect.Type) {
	home := packageOf(t)
	if own.MatchString(home + "." + t.Name()) {
		return
	}
	if packages[home] == nil {
		packages[home] = map[string]string{}
	}
	if _, known := packages[home][t.Name()]; known {
		return
	}
	packages[home][t.Name()] = "" // It may hold itself.
	if t.Kind() == reflect.Slice {
		// A list that is a message of its own: `items` is its only field, and its JSON is the list.
		packages[home][t.Name()] = "[" + typeOf(t.Elem(), home)
		return
	}
	fields := []string{}
	for i := range t.NumField() {
		if field := describe(t.Field(i), home); field != "" {
			fields = append(fields, field)
		}
	}
	packages[home][t.Name()] = strings.Join(fields, " ")
}

// describe says `jsonName=NUMBER SHAPE TYPE FLAG` without the blanks. Shape: `*` pointer, `[]` list, `{}` map by text.
// Flag: `!` in JSON also when it is empty, `~` left out when all of it is zero. No name: its fields are the outer ones.
func describe(field reflect.StructField, home string) string {
	tag := strings.Split(field.Tag.Get("protobuf"), ",")
	if len(tag) < 2 || field.Type == reflect.TypeOf(metav1.TypeMeta{}) {
		if field.Type != reflect.TypeOf(metav1.TypeMeta{}) && field.Tag.Get("json") != "-" && field.Tag.Get("protobuf") != "-" {
			fail("no protobuf tag: %s of %s", field.Name, home)
		}
		return ""
	}
	options := strings.Split(field.Tag.Get("json"), ",")
	name, t, shape, flag := options[0], field.Type, "", ""
	if name == "-" {
		fail("%s of %s is not in JSON", field.Name, home)
	}
	if name == "" && !field.Anonymous {
		fail("%s of %s has no JSON name", field.Name, home)
	}
	isBytes := t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8
	switch {
	case t.Kind() == reflect.Pointer:
		shape, t = "*", t.Elem()
	case t.Kind() == reflect.Slice && !isBytes && !isMessage(t):
		shape, t = "[]", t.Elem()
	case t.Kind() == reflect.Map:
		if t.Key().Kind() != reflect.String {
			fail("%s of %s is no map by text", field.Name, home)
		}
		shape, t = "{}", t.Elem()
	}
	omitsEmpty := slices.Contains(options, "omitempty")
	switch {
	case slices.Contains(options, "omitzero"):
		flag = "~"
	case !omitsEmpty || shape == "" && t.Kind() == reflect.Struct:
		// encoding/json leaves out no struct for `omitempty`.
		flag = "!"
	}
	if name == "" {
		flag = ""
	}
	return name + "=" + tag[1] + shape + typeOf(t, home) + flag
}

func isMessage(t reflect.Type) bool {
	_, is := reflect.New(t).Interface().(interface{ Marshal() ([]byte, error) })
	return is
}

func typeOf(t reflect.Type, home string) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8 {
		return "y"
	}
	if scalar := scalars[t.Kind()]; scalar != "" {
		return scalar
	}
	if !isMessage(t) {
		fail("%v is no message", t)
	}
	name := packageOf(t) + "." + t.Name()
	_, writesJSON := reflect.New(t).Interface().(json.Marshaler)
	if writesJSON && !own.MatchString(name) {
		fail("%s writes JSON of its own", name)
	}
	// What an own form holds inside is a message like others.
	if t.Kind() == reflect.Struct && strings.Contains(t.Name(), "JSONSchemaPropsOr") {
		add(reflect.New(t).Elem().FieldByName("Schema").Type().Elem())
	}
	add(t)
	if packageOf(t) == home {
		return t.Name()
	}
	return name
}

func main() {
	scheme := runtime.NewScheme()
	if err := groups.AddToScheme(scheme); err != nil {
		fail("%v", err)
	}
	switch strings.Join(os.Args[1:], " ") {
	case "facts":
		facts(scheme)
	case "encode":
		encode(scheme)
	default:
		fail("Run it with facts or encode")
	}
}

func facts(scheme *runtime.Scheme) {
	kinds := map[string]map[string][]string{}
	for kind, t := range scheme.AllKnownTypes() {
		if kind.Version == runtime.APIVersionInternal || !isMessage(t) {
			continue
		}
		home := packageOf(t)
		// Every group registers those of meta: they are listed once, with v1.
		if strings.HasPrefix(home, "meta/") && kind.Group != "" {
			continue
		}
		version := kind.GroupVersion().String()
		if kinds[version] == nil {
			kinds[version] = map[string][]string{}
		}
		if kind.Kind != t.Name() {
			fail("%v is a %v", kind, t)
		}
		kinds[version][home] = append(kinds[version][home], kind.Kind)
		add(t)
	}
	for _, t := range []any{metav1.Status{}, metav1.List{}, metav1.APIVersions{}, metav1.APIGroup{}, metav1.APIGroupList{}, metav1.APIResourceList{}, metav1.Table{}, metav1.PartialObjectMetadata{}} {
		kind := reflect.TypeOf(t)
		if !isMessage(kind) {
			continue
		}
		add(kind)
		if !slices.Contains(kinds["v1"]["meta/v1"], kind.Name()) {
			kinds["v1"]["meta/v1"] = append(kinds["v1"]["meta/v1"], kind.Name())
		}
	}
	write(kinds)
}

func write(kinds map[string]map[string][]string) {
	info, _ := debug.ReadBuildInfo()
	from := []string{}
	for _, module := range info.Deps {
		if slices.Contains([]string{"k8s.io/api", "k8s.io/apimachinery", "k8s.io/apiextensions-apiserver", "k8s.io/kube-aggregator"}, module.Path) {
			from = append(from, module.Path+" "+module.Version)
		}
	}
	listed := map[string]map[string]string{}
	for version, homes := range kinds {
		listed[version] = map[string]string{}
		for home, names := range homes {
			slices.Sort(names)
			listed[version][home] = strings.Join(names, " ")
		}
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	slices.Sort(from)
	if err := out.Encode(struct {
		Origin   []string                     `json:"origin"`
		License  string                       `json:"license"`
		Kinds    map[string]map[string]string `json:"kinds"`
		Messages map[string]map[string]string `json:"messages"`
	}{from, "Apache-2.0, The Kubernetes Authors", listed, maps.Clone(packages)}); err != nil {
		fail("%v", err)
	}
}

func fail(format string, words ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", words...)
	os.Exit(1)
}
