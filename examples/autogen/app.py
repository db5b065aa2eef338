"""The support desk as an agent of AutoGen. One JSON line on stdin is a customer's question, one on stdout the agent's answer.

AutoGen's own spans tell neither messages nor tokens, so the answer carries what its TaskResult knows.
"""

import asyncio
import json
import os
import sys
from collections import defaultdict
from importlib.metadata import version

from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.base import TaskResult
from autogen_agentchat.messages import ToolCallExecutionEvent, ToolCallRequestEvent
from autogen_core.models import ModelInfo
from autogen_ext.models.openai import OpenAIChatCompletionClient

from tools import tools

MODEL = "gpt-5-mini"
PROMPT = """You are the support desk of a kitchen shop. Do not guess.
Look orders up with `order_status`, pay back with `refund_order`, and hand over with `escalate` when somebody asks for a human."""

model_client = OpenAIChatCompletionClient(
    model=MODEL,
    base_url=os.environ["MODEL_URL"],
    model_info=ModelInfo(
        vision=False, function_calling=True, json_output=True, family="unknown", structured_output=True
    ),
)


def make_agent() -> AssistantAgent:
    return AssistantAgent(
        "desk", model_client, tools=tools, system_message=PROMPT, reflect_on_tool_use=True
    )


def messages_of(result: TaskResult) -> list[dict]:
    """The task's messages in the form of the chat API."""
    messages = []
    for message in result.messages:
        if isinstance(message, ToolCallRequestEvent):
            calls = [
                {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
                for call in message.content
            ]
            messages.append({"role": "assistant", "content": None, "tool_calls": calls})
        elif isinstance(message, ToolCallExecutionEvent):
            for done in message.content:
                told = {"role": "tool", "tool_call_id": done.call_id, "content": done.content}
                messages.append({**told, "error": True} if done.is_error else told)
        else:
            role = "user" if message.source == "user" else "assistant"
            messages.append({"role": role, "content": message.to_text()})
    return messages


def usage_of(result: TaskResult) -> dict:
    used = [message.models_usage for message in result.messages if message.models_usage]
    return {
        "model": MODEL,
        "input": sum(usage.prompt_tokens for usage in used),
        "output": sum(usage.completion_tokens for usage in used),
    }


async def main() -> None:
    print(f"The desk is open, with AutoGen {version('autogen-agentchat')}, in {os.getcwd()}", file=sys.stderr)
    # The turns of a conversation are asked one by one, in the same session: its agent remembers.
    agents: defaultdict[str, AssistantAgent] = defaultdict(make_agent)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            result = await agents[request["session"]].run(task=request["input"])
            messages = messages_of(result)
            reply = {"output": messages[-1]["content"], "messages": messages, "usage": usage_of(result)}
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps({"id": request["id"], **reply}), flush=True)


asyncio.run(main())
