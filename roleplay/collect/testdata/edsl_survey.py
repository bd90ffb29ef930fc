"""The same work by EDSL: 200 agents answer a survey of 30 questions.

    go run ./roleplay/mockserver/serve --address 127.0.0.1:8099 --latency 50ms
    python edsl_survey.py http://127.0.0.1:8099/v1 200 30

Prints answers a second, questions without an answer, and the most memory held; and
the time of a second run over the same study, which its cache answers.
"""

import os
import resource
import sys
import time

os.environ["OPENAI_BASE_URL"], os.environ["OPENAI_API_KEY"] = sys.argv[1], "none"
os.environ["EDSL_SERVICE_RPM_OPENAI"], os.environ["EDSL_SERVICE_TPM_OPENAI"] = "10000000", "10000000000"

from edsl import Agent, AgentList, Cache, Model, QuestionFreeText, Survey

people, items = int(sys.argv[2]), int(sys.argv[3])
options = "\n".join(f"{letter}. {label}" for letter, label in zip("ABCDEF", ["not at all relevant", "not very relevant", "slightly relevant", "somewhat relevant", "very relevant", "extremely relevant"]))
survey = Survey([QuestionFreeText(question_name=f"q{i}", question_text=f"How relevant is matter number {i}?\n\n{options}\n\nAnswer with one letter only.") for i in range(items)])
agents = AgentList([Agent(traits={"persona": f"person number {i}"}) for i in range(people)])
model = Model("gpt-4o-mini", service_name="openai", temperature=0)
cache = Cache()


def ask():
    began = time.monotonic()
    results = survey.by(agents).by(model).run(disable_remote_inference=True, disable_remote_cache=True, cache=cache, progress_bar=False, print_exceptions=False, stop_on_exception=False)
    took = time.monotonic() - began
    lost = sum(r["answer"][f"q{i}"] is None for r in results for i in range(items))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{people * items} questions in {took:.1f} s, {people * items / took:.0f} a second, {lost} without an answer, {peak:.0f} MB", flush=True)


ask()
ask()
