"""The plain way to ask a study, to compare with: asyncio and the openai package.

    go run ./roleplay/mockserver/serve --address 127.0.0.1:8099 --latency 50ms
    inertia batch export --model mock --out study --personas 66 --baseline-repeats 2
    python asyncio_openai.py http://127.0.0.1:8099/v1 study/batch/requests-001.jsonl 64

Reads a batch file, asks its requests at the given concurrency, each up to 10 times, and
writes a line an answer. Prints requests a second, requests without an answer, and the
most memory held.
"""

import asyncio
import json
import resource
import sys
import time

import openai


async def main(base_url, path, concurrency):
    client = openai.AsyncOpenAI(base_url=base_url, api_key="none", max_retries=9, timeout=2.0)
    places = asyncio.Semaphore(concurrency)
    with open(path) as lines:
        requests = [json.loads(line) for line in lines]
    with open("answers.jsonl", "w") as out:

        async def ask(request):
            async with places:
                answer = await client.chat.completions.create(**request["body"])
            out.write(json.dumps({"request": request["custom_id"], "text": answer.choices[0].message.content}) + "\n")

        began = time.monotonic()
        ends = await asyncio.gather(*(ask(r) for r in requests), return_exceptions=True)
        took = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lost = sum(isinstance(end, Exception) for end in ends)
    print(f"{len(requests)} requests, {len(requests) / took:.0f} a second, {lost} lost, {peak:.0f} MB")


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
