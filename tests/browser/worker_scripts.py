"""Runs scripts in the Python worker of an open app."""

import json
from typing import Any

from playwright.sync_api import Page


def run_in_worker(page: Page, script: str) -> object:
    """Run a script, a function without parameters, in the Python worker; return its result.

    It runs through CDP, because the policy of the worker forbids `eval`. The result is None when
    the worker ends.
    """
    devtools = page.context.new_cdp_session(page)
    attached: list[str] = []

    def attach(event: dict[str, Any]) -> None:
        if event["targetInfo"]["url"].endswith("/worker.js"):
            attached.append(event["sessionId"])

    devtools.on("Target.attachedToTarget", attach)
    follow = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
    devtools.send("Target.setAutoAttach", follow)
    [session] = attached
    answers: list[dict[str, Any]] = []

    def receive(event: dict[str, Any]) -> None:
        answer = json.loads(event["message"])
        if answer.get("id") == 1:
            answers.append(answer)

    devtools.on("Target.receivedMessageFromTarget", receive)
    devtools.on("Target.detachedFromTarget", lambda _: answers.append({"result": {"result": {}}}))
    evaluation = {"expression": f"({script})()", "returnByValue": True}
    command = {"id": 1, "method": "Runtime.evaluate", "params": evaluation}
    message = {"sessionId": session, "message": json.dumps(command)}
    devtools.send("Target.sendMessageToTarget", message)
    # A busy worker runs the script later: it would never run once this session has ended.
    while not answers:
        page.wait_for_timeout(10)
    devtools.detach()
    evaluated = answers[0].get("result", {})
    assert evaluated.keys() == {"result"}, answers[0]
    result: object = evaluated["result"].get("value")
    return result
