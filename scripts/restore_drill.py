"""The parts of scripts/restore-drill that are no shell: entering leads, choosing a moment, judging what came back.

enter ADDRESS COOKIE FILE SECONDS  enters leads until SECONDS after FILE has appeared; one JSON line for each that was
                                   acknowledged: its id, and when it was sent and answered, in seconds of the epoch
moment LINES                       a random moment between the first and the last lead entered once FILE was there
judge LINES MOMENT IDS             every lead answered before the moment came back, none sent after it did
"""

import datetime
import json
import os
import random
import sys
import time
import urllib.request
import uuid

PAUSE = 0.02


def body(number):
    wanted = datetime.date.today() + datetime.timedelta(days=20)
    empty = ["company", "phone", "passengers", "vehicle_type", "value_cents", "owner", "stage"]
    return {
        "name": f"Drill {number}", "email": f"drill{number}@drill.example", "source": "phone", "urgency": "medium", "service_line": "moving",
        "wanted_on": wanted.isoformat(), "origin": "12 Oak Street, Vancouver", "destination": "9 Main Street, Calgary", "notes": "",
        **{name: None for name in empty},
    }


def enter(address, cookie, signal, seconds):
    number, until = 0, None
    while until is None or time.time() < until:
        if until is None and os.path.exists(signal):
            until = time.time() + float(seconds)
        number += 1
        headers = {
            "cookie": cookie, "content-type": "application/json", "x-request-client": "drill", "idempotency-key": str(uuid.uuid4()),
        }
        request = urllib.request.Request(f"{address}/api/v1/leads", json.dumps(body(number)).encode(), headers, method="POST")
        sent = time.time()
        with urllib.request.urlopen(request, timeout=10) as answer:
            lead = json.load(answer)
        entered = {"id": lead.get("id") or lead["row"]["id"], "sent": sent, "answered": time.time(), "counts": until is not None}
        print(json.dumps(entered), flush=True)
        time.sleep(PAUSE)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def parsed(moment):
    return datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()


def moment(path):
    chosen = [entry for entry in lines(path) if entry["counts"]]
    if len(chosen) < 10:
        sys.exit(f"only {len(chosen)} leads were entered after the copy was made")
    at = random.uniform(chosen[2]["answered"], chosen[-2]["sent"])
    print(datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def judge(path, moment_text, ids):
    at, entered = parsed(moment_text), lines(path)
    with open(ids, encoding="utf-8") as file:
        restored = {line.strip() for line in file if line.strip()}
    due = {entry["id"] for entry in entered if entry["answered"] <= at}
    barred = {entry["id"] for entry in entered if entry["sent"] > at}
    lost, extra = due - restored, restored & barred
    print(f"{len(entered)} leads entered, {len(due)} acknowledged before {moment_text}, {len(restored)} came back, {len(lost)} lost, {len(extra)} too many")
    unknown = restored - {entry["id"] for entry in entered}
    if lost or extra or unknown or not due or not barred:
        sys.exit(f"lost {sorted(lost)[:5]}, too many {sorted(extra)[:5]}, never acknowledged {sorted(unknown)[:5]}")


if __name__ == "__main__":
    {"enter": enter, "moment": moment, "judge": judge}[sys.argv[1]](*sys.argv[2:])
