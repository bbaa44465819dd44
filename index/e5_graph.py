"""multilingual-e5-small as an ONNX graph with 8-bit weights, one scale for each output.

In: ``embedded`` (texts of one length, tokens, width). Out: ``mean`` (texts, width), not normalised.
The table of word embeddings, nine tenths of the model, stays outside.
"""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from index.e5_weights import PackedE5

# 7 of 8 bits: without VNNI, processors add two products of 8-bit numbers in 16 bits, and 127 would overflow.
_LARGEST_WEIGHT = 63
_FUSED = "com.microsoft"


def build_graph(weights: PackedE5) -> ModelProto:
    """The model as onnxruntime runs it."""
    return _Graph(weights).model()


class _Graph:
    def __init__(self, weights: PackedE5) -> None:
        self._weights = weights
        self._sizes = weights.sizes
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def model(self) -> ModelProto:
        state = self._node("LayerNormalization", ["embedded", *self._norm("emb.ln")], epsilon=self._sizes.epsilon)
        for layer in range(self._sizes.layers):
            state = self._layer(f"l{layer}", state)
        self._node("Identity", [state], output="states")
        self._node("ReduceMean", [state], output="mean", axes=[1], keepdims=0)
        shape = ["texts", "tokens", self._sizes.width]
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, shape)],
            [
                helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["texts", self._sizes.width]),
                helper.make_tensor_value_info("states", TensorProto.FLOAT, shape),
            ],
            self._constants,
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)

    def _layer(self, name: str, state: str) -> str:
        width, inner = self._sizes.width, self._sizes.inner
        asked = [f"{name}.{part}" for part in "qkv"]
        joined = self._node("Add", [self._product(state, asked, width), self._bias(asked)])
        parts = [f"{part}.out" for part in asked]
        thirds = self._shared("thirds", np.full(3, width, dtype=np.int64))
        self._nodes.append(helper.make_node("Split", [joined, thirds], parts, axis=-1))
        heads = self._node("MultiHeadAttention", parts, fused=True, num_heads=self._sizes.heads)
        state = self._add_and_norm(self._product(heads, [f"{name}.ao"], width), state, f"{name}.ao", f"{name}.aln")
        widened = self._product(state, [f"{name}.fi"], inner)
        active = self._node("BiasGelu", [widened, self._bias([f"{name}.fi"])], fused=True)
        narrowed = self._product_by_token(active, f"{name}.fo", width)
        return self._add_and_norm(narrowed, state, f"{name}.fo", f"{name}.oln")

    def _add_and_norm(self, change: str, state: str, bias: str, norm: str) -> str:
        inputs = [change, state, *self._norm(norm), self._bias([bias])]
        return self._node("SkipLayerNormalization", inputs, fused=True, epsilon=self._sizes.epsilon)

    def _product(self, state: str, names: list[str], outputs: int) -> str:
        """State times the weights of one or more matrices side by side; the state rounded by one scale."""
        rounded, scales = self._rounded(names, outputs)
        zero = self._constant(f"{names[0]}.zero", np.zeros(len(names) * outputs, dtype=np.int8))
        return self._node("DynamicQuantizeMatMul", [state, rounded, scales, zero], fused=True)

    def _product_by_token(self, state: str, name: str, outputs: int) -> str:
        """State times weights, each token's state rounded by a scale of its own.

        Behind the activation a few values are very large; one scale for all tokens then costs more than
        all other rounding together (median cosine to the exact model 0.997 instead of 0.999).
        """
        rounded, scales = self._rounded([name], outputs)
        largest = self._node("ReduceMax", [self._node("Abs", [state])], axes=[-1], keepdims=1)
        token_scale = self._node("Mul", [largest, self._shared("one 127th", np.float32(1 / 127))])
        shifted = self._node("Add", [self._node("Div", [state, token_scale]), self._shared("shift", np.float32(128.5))])
        whole = self._node("Cast", [shifted], to=TensorProto.UINT8)
        product = self._node("MatMulInteger", [whole, rounded, self._shared("centre", np.uint8(128))])
        scaled = self._node("Mul", [self._node("Cast", [product], to=TensorProto.FLOAT), token_scale])
        return self._node("Mul", [scaled, scales])

    def _rounded(self, names: list[str], outputs: int) -> tuple[str, str]:
        """The weights as 8-bit numbers and the scale of each output."""
        weights = np.concatenate([self._weights.matrix(f"{name}.w", outputs) for name in names])
        scales = np.maximum(np.abs(weights).max(axis=1), 1e-9) / _LARGEST_WEIGHT
        rounded = np.rint(weights / scales[:, None]).astype(np.int8)
        return (
            self._constant(f"{names[0]}.w", rounded.T),
            self._constant(f"{names[0]}.scale", scales.astype(np.float32)),
        )

    def _norm(self, name: str) -> list[str]:
        return [self._constant(f"{name}.{part}", self._weights.floats(f"{name}.{part}")) for part in "wb"]

    def _bias(self, names: list[str]) -> str:
        values = np.concatenate([self._weights.floats(f"{name}.b") for name in names])
        return self._constant(f"{names[0]}.b", values)

    def _shared(self, name: str, value: np.ndarray | np.generic) -> str:
        if any(constant.name == name for constant in self._constants):
            return name
        return self._constant(name, np.asarray(value))

    def _constant(self, name: str, values: np.ndarray) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, operator: str, inputs: list[str], fused: bool = False, output: str = "", **settings: object) -> str:
        output = output or f"{operator}.{len(self._nodes)}"
        domain = _FUSED if fused else ""
        self._nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **settings))
        return output
