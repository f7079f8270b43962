package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
)

// encode reads one JSON object a line, and prints what Kubernetes' own encoder stores of it and what Go prints of that:
// the witness of the tests.
//
//	go run . encode < ../../shared/test/kubernetes-objects.jsonl > ../../shared/test/kubernetes-stored.jsonl
func encode(scheme *runtime.Scheme) {
	codecs := serializer.NewCodecFactory(scheme)
	writer := protobuf.NewSerializer(scheme, scheme)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		object, kind, err := codecs.UniversalDeserializer().Decode(lines.Bytes(), nil, nil)
		if err != nil {
			fail("%v", err)
		}
		object.GetObjectKind().SetGroupVersionKind(*kind)
		stored := strings.Builder{}
		if err := writer.Encode(object, &stored); err != nil {
			fail("%v", err)
		}
		printed, err := json.Marshal(object)
		if err != nil {
			fail("%v", err)
		}
		fmt.Printf("{\"stored\":%q,\"json\":%s}\n", base64.StdEncoding.EncodeToString([]byte(stored.String())), printed)
	}
}
