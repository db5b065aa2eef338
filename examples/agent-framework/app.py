"""The support desk as an agent of Microsoft Agent Framework. One JSON line on stdin is a customer's question, one on stdout the answer.

Tool calls, tokens and messages go out as the framework's own spans; the answer is the text alone.
"""

import asyncio
import json
import logging
import os
import sys
from importlib.metadata import version

from agent_framework import Agent, AgentSession
from agent_framework.openai import OpenAIChatCompletionClient

from tools import tools
from tracing import within_trace

# What a tool raised is in the spans.
logging.getLogger("agent_framework").setLevel(logging.CRITICAL)

PROMPT = "You are the support desk of a kitchen shop. Look orders up, do not guess."

desk = Agent(
    OpenAIChatCompletionClient(model="gpt-5-mini", base_url=os.environ["MODEL_URL"]),
    PROMPT,
    name="desk",
    tools=tools,
)


async def answer(request: dict, sessions: dict[str, AgentSession]) -> dict:
    """The turns of a conversation are asked one by one, in the same session."""
    session = sessions.setdefault(request["session"], desk.create_session())
    try:
        with within_trace(request["traceparent"]):
            return {"output": (await desk.run(request["input"], session=session)).text}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


async def main() -> None:
    framework = version("agent-framework-core")
    print(f"The desk is open, with Agent Framework {framework}, in {os.getcwd()}", file=sys.stderr)
    sessions: dict[str, AgentSession] = {}
    for line in sys.stdin:
        request = json.loads(line)
        reply = await answer(request, sessions)
        print(json.dumps({"id": request["id"], **reply}), flush=True)


asyncio.run(main())
