// Reads JSON lines {"id","policies":[...],"review":{...},"crds":[...],"namespaceObject":{...}} and writes what
// kube-apiserver's own MutatingAdmissionPolicy plugin does with them.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"

	v1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/managedfields"
	"k8s.io/apiserver/pkg/admission"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/matching"
	"k8s.io/apiserver/pkg/admission/plugin/policy/mutating"
	"k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/cel/environment"
	listersv1 "k8s.io/client-go/listers/core/v1"
	"k8s.io/kube-openapi/pkg/validation/spec"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/admissionregistration/install"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/coordination/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/discovery/install"
	_ "k8s.io/kubernetes/pkg/apis/events/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	_ "k8s.io/kubernetes/pkg/apis/resource/install"
	_ "k8s.io/kubernetes/pkg/apis/scheduling/install"
	_ "k8s.io/kubernetes/pkg/apis/storage/install"
)

type in struct {
	ID       json.RawMessage   `json:"id"`
	Policies []json.RawMessage `json:"policies"`
	CRDs     []json.RawMessage `json:"crds"`
	NS       json.RawMessage   `json:"namespaceObject"`
	// Whether what the server fills in by itself is left out.
	NoDefaults bool `json:"noDefaults"`
	Review     struct {
		Request struct {
			Kind, RequestKind         metav1.GroupVersionKind
			Resource, RequestResource metav1.GroupVersionResource
			SubResource               string
			Name, Namespace           string
			Operation                 string
			UserInfo                  struct {
				Username, UID string
				Groups        []string
			}
			Object, OldObject, Options json.RawMessage
			DryRun                     bool
		} `json:"request"`
	} `json:"review"`
}

type out struct {
	ID     json.RawMessage `json:"id"`
	Object any             `json:"object,omitempty"`
	First  any             `json:"firstPassObject,omitempty"`
	Status any             `json:"status,omitempty"`
	Error  string          `json:"error,omitempty"`
}

type nsLister struct{ ns *corev1.Namespace }

func (l nsLister) List(labels.Selector) ([]*corev1.Namespace, error) {
	return []*corev1.Namespace{l.ns}, nil
}
func (l nsLister) Get(name string) (*corev1.Namespace, error) { return l.ns, nil }

var _ listersv1.NamespaceLister = nsLister{}

type allowAll struct{}

func (allowAll) Authorize(context.Context, authorizer.Attributes) (authorizer.Decision, string, error) {
	return authorizer.DecisionAllow, "", nil
}

type tcm struct {
	static managedfields.TypeConverter
	crds   []json.RawMessage
}

func (t tcm) Run(context.Context) {}
func (t tcm) GetTypeConverter(gvk schema.GroupVersionKind) managedfields.TypeConverter {
	stub := &unstructured.Unstructured{}
	stub.SetGroupVersionKind(gvk)
	if _, err := t.static.ObjectToTyped(stub); err == nil {
		return t.static
	}
	for _, raw := range t.crds {
		crd := &extv1.CustomResourceDefinition{}
		if err := json.Unmarshal(raw, crd); err != nil {
			panic(err)
		}
		if crd.Spec.Group != gvk.Group || crd.Spec.Names.Kind != gvk.Kind {
			continue
		}
		s, err := builder.BuildOpenAPIV3(crd, gvk.Version, builder.Options{V2: false})
		if err != nil {
			panic(err)
		}
		b, _ := json.Marshal(s.Components.Schemas)
		m := map[string]*spec.Schema{}
		if err := json.Unmarshal(b, &m); err != nil {
			panic(err)
		}
		c, err := managedfields.NewTypeConverter(m, false)
		if err != nil {
			panic(err)
		}
		return c
	}
	return nil
}

type unstructuredThings struct {
	mapper runtime.EquivalentResourceMapper
}

func (u unstructuredThings) GetObjectCreater() runtime.ObjectCreater     { return creator{} }
func (u unstructuredThings) GetObjectTyper() runtime.ObjectTyper         { return typer{} }
func (u unstructuredThings) GetObjectDefaulter() runtime.ObjectDefaulter { return u }
func (u unstructuredThings) Default(runtime.Object)                      {}
func (u unstructuredThings) GetObjectConvertor() runtime.ObjectConvertor { return convertor{} }
func (u unstructuredThings) GetEquivalentResourceMapper() runtime.EquivalentResourceMapper {
	return u.mapper
}

type creator struct{}

func (creator) New(kind schema.GroupVersionKind) (runtime.Object, error) {
	ret := &unstructured.Unstructured{}
	ret.SetGroupVersionKind(kind)
	return ret, nil
}

type typer struct{}

func (typer) ObjectKinds(obj runtime.Object) ([]schema.GroupVersionKind, bool, error) {
	gvk := obj.GetObjectKind().GroupVersionKind()
	if len(gvk.Kind) == 0 {
		return nil, false, fmt.Errorf("no kind")
	}
	return []schema.GroupVersionKind{gvk}, false, nil
}
func (typer) Recognizes(schema.GroupVersionKind) bool { return true }

type convertor struct{}

func (convertor) Convert(in, out, context interface{}) error {
	u := in.(*unstructured.Unstructured)
	o := out.(*unstructured.Unstructured)
	o.Object = u.DeepCopy().Object
	return nil
}
func (convertor) ConvertToVersion(in runtime.Object, gv runtime.GroupVersioner) (runtime.Object, error) {
	return in.DeepCopyObject(), nil
}
func (convertor) ConvertFieldLabel(gvk schema.GroupVersionKind, label, value string) (string, string, error) {
	return "", "", nil
}

type builtin struct {
	admission.ObjectInterfaces
	mapper     runtime.EquivalentResourceMapper
	noDefaults bool
}

type noDefaulter struct{}

func (noDefaulter) Default(runtime.Object) {}

func (b builtin) GetObjectDefaulter() runtime.ObjectDefaulter {
	if b.noDefaults {
		return noDefaulter{}
	}
	return b.ObjectInterfaces.GetObjectDefaulter()
}

func (b builtin) GetEquivalentResourceMapper() runtime.EquivalentResourceMapper { return b.mapper }

func compilePolicy(policy *v1.MutatingAdmissionPolicy) mutating.PolicyEvaluator {
	opts := plugincel.OptionalVariableDeclarations{HasParams: policy.Spec.ParamKind != nil, HasAuthorizer: true}
	compiler, err := plugincel.NewCompositedCompiler(environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion()))
	if err != nil {
		panic(err)
	}
	var vs []plugincel.NamedExpressionAccessor
	for _, v := range policy.Spec.Variables {
		vs = append(vs, &mutating.Variable{Name: v.Name, Expression: v.Expression})
	}
	compiler.CompileAndStoreVariables(vs, opts, environment.StoredExpressions)
	var matcher matchconditions.Matcher
	if len(policy.Spec.MatchConditions) > 0 {
		as := make([]plugincel.ExpressionAccessor, len(policy.Spec.MatchConditions))
		for i := range policy.Spec.MatchConditions {
			as[i] = (*matchconditions.MatchCondition)(&policy.Spec.MatchConditions[i])
		}
		matcher = matchconditions.NewMatcher(compiler.CompileCondition(as, opts, environment.StoredExpressions), policy.Spec.FailurePolicy, "policy", "validate", policy.Name)
	}
	var patchers []patch.Patcher
	patchOptions := opts
	patchOptions.HasPatchTypes = true
	for _, m := range policy.Spec.Mutations {
		switch m.PatchType {
		case v1.PatchTypeJSONPatch:
			patchers = append(patchers, patch.NewJSONPatcher(compiler.CompileMutatingEvaluator(&patch.JSONPatchCondition{Expression: m.JSONPatch.Expression}, patchOptions, environment.StoredExpressions)))
		case v1.PatchTypeApplyConfiguration:
			patchers = append(patchers, patch.NewApplyConfigurationPatcher(compiler.CompileMutatingEvaluator(&patch.ApplyConfigurationCondition{Expression: m.ApplyConfiguration.Expression}, patchOptions, environment.StoredExpressions)))
		}
	}
	return mutating.PolicyEvaluator{Matcher: matcher, Mutators: patchers, CompositedCompiler: compiler}
}

func fromReview(raw json.RawMessage) (runtime.Object, bool, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, false, nil
	}
	u := &unstructured.Unstructured{}
	m := map[string]any{}
	if err := utiljson.Unmarshal(raw, &m); err != nil {
		return nil, false, err
	}
	u.Object = m
	if !legacyscheme.Scheme.Recognizes(u.GroupVersionKind()) {
		return u, false, nil
	}
	codecs := serializer.NewCodecFactory(legacyscheme.Scheme)
	obj, _, err := codecs.UniversalDecoder(schema.GroupVersion{Group: u.GroupVersionKind().Group, Version: runtime.APIVersionInternal}).Decode(raw, nil, nil)
	return obj, true, err
}

func toJSON(obj runtime.Object, gv schema.GroupVersion, isBuiltin bool) any {
	if obj == nil {
		return nil
	}
	if !isBuiltin {
		return obj.(*unstructured.Unstructured).Object
	}
	codecs := serializer.NewCodecFactory(legacyscheme.Scheme)
	b, err := runtime.Encode(codecs.LegacyCodec(gv), obj)
	if err != nil {
		return "ENCODE " + err.Error()
	}
	return json.RawMessage(b)
}

var static managedfields.TypeConverter

func one(line []byte) (o out) {
	defer func() {
		if r := recover(); r != nil {
			o.Error = fmt.Sprintf("PANIC %v", r)
		}
	}()
	var i in
	if err := json.Unmarshal(line, &i); err != nil {
		o.Error = err.Error()
		return
	}
	o.ID = i.ID
	r := i.Review.Request
	var hooks []mutating.PolicyHook
	codecs := serializer.NewCodecFactory(legacyscheme.Scheme)
	policies := map[string]*v1.MutatingAdmissionPolicy{}
	bindings := map[string][]*v1.MutatingAdmissionPolicyBinding{}
	for _, raw := range i.Policies {
		obj, _, err := codecs.UniversalDeserializer().Decode(raw, nil, nil)
		if err != nil {
			o.Error = err.Error()
			return
		}
		legacyscheme.Scheme.Default(obj)
		switch p := obj.(type) {
		case *v1.MutatingAdmissionPolicy:
			policies[p.Name] = p
		case *v1.MutatingAdmissionPolicyBinding:
			bindings[p.Spec.PolicyName] = append(bindings[p.Spec.PolicyName], p)
		}
	}
	var names []string
	for n := range policies {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		hooks = append(hooks, mutating.PolicyHook{Policy: policies[n], Bindings: bindings[n], Evaluator: compilePolicy(policies[n])})
	}
	ns := &corev1.Namespace{}
	if len(i.NS) > 0 {
		if err := json.Unmarshal(i.NS, ns); err != nil {
			o.Error = err.Error()
			return
		}
	}
	obj, isBuiltin, err := fromReview(r.Object)
	if err != nil {
		o.Error = "OBJECT " + err.Error()
		return
	}
	old, _, err := fromReview(r.OldObject)
	if err != nil {
		o.Error = "OLD " + err.Error()
		return
	}
	mapper := runtime.NewEquivalentResourceRegistry()
	gvk := schema.GroupVersionKind(r.Kind)
	gvr := schema.GroupVersionResource(r.Resource)
	mapper.RegisterKindFor(gvr, r.SubResource, gvk)
	var oi admission.ObjectInterfaces = unstructuredThings{mapper}
	if isBuiltin {
		oi = builtin{admission.NewObjectInterfacesFromScheme(legacyscheme.Scheme), mapper, i.NoDefaults}
	}
	var options runtime.Object
	if len(r.Options) > 0 && string(r.Options) != "null" {
		switch r.Operation {
		case "CREATE":
			x := &metav1.CreateOptions{}
			_ = json.Unmarshal(r.Options, x)
			options = x
		case "UPDATE":
			x := &metav1.UpdateOptions{}
			_ = json.Unmarshal(r.Options, x)
			options = x
		}
	}
	attr := admission.NewAttributesRecord(obj, old, gvk, r.Namespace, r.Name, gvr, r.SubResource, admission.Operation(r.Operation), options, r.DryRun,
		&user.DefaultInfo{Name: r.UserInfo.Username, UID: r.UserInfo.UID, Groups: r.UserInfo.Groups})
	d := mutating.NewDispatcher(allowAll{}, matching.NewMatcher(nsLister{ns}, nil), tcm{static, i.CRDs})
	run := func() bool {
		if err := d.Dispatch(context.Background(), attr, oi, hooks); err != nil {
			var se *apierrors.StatusError
			if errors.As(err, &se) {
				st := se.ErrStatus
				o.Status = map[string]any{"code": st.Code, "reason": st.Reason, "message": st.Message, "details": st.Details}
			} else {
				o.Error = err.Error()
			}
			return false
		}
		return true
	}
	if !run() {
		return
	}
	first := toJSON(attr.GetObject(), gvk.GroupVersion(), isBuiltin)
	if b, ok := first.(map[string]any); ok {
		first = runtime.DeepCopyJSON(b)
	}
	if attr.GetReinvocationContext().ShouldReinvoke() {
		attr.GetReinvocationContext().SetIsReinvoke()
		if !run() {
			return
		}
	}
	o.Object = toJSON(attr.GetObject(), gvk.GroupVersion(), isBuiltin)
	a, _ := json.Marshal(first)
	b, _ := json.Marshal(o.Object)
	if string(a) != string(b) {
		o.First = first
	}
	return
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: mutation-oracle <OpenAPI schemas.json>")
		os.Exit(2)
	}
	b, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var f struct {
		Schemas map[string]*spec.Schema `json:"schemas"`
	}
	if err := json.Unmarshal(b, &f); err != nil {
		panic(err)
	}
	static, err = managedfields.NewTypeConverter(f.Schemas, false)
	if err != nil {
		panic(err)
	}
	s := bufio.NewScanner(os.Stdin)
	s.Buffer(make([]byte, 1<<20), 64<<20)
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for s.Scan() {
		if len(s.Bytes()) == 0 {
			continue
		}
		o := one(s.Bytes())
		if err := e.Encode(o); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		w.Flush()
	}
}
