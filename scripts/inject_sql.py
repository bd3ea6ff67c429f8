"""Makes requests out of the OpenAPI document, marks what a client may choose in them, and gives them to sqlmap.

One run of sqlmap per operation. A marked place (`*`) is what sqlmap calls a custom injection point.
"""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ["INJECT_URL"]
COOKIE = os.environ["INJECT_COOKIE"]
WORK = os.environ["INJECT_WORK"]
LEVEL = os.environ.get("INJECT_LEVEL", "1")
HOST = BASE.split("://")[1]
LEAST = 30

# An id that nothing has.
UNKNOWN = "01a1ffdd-2187-724f-9fe0-56ba4457c265"
# What a list is usually asked with: a place that is never reached tells nothing.
USUAL = {"search": "ma", "name": "Maya", "email": "maya@example.com", "phone": "6045550134", "company": "Acme", "kind": "jobs", "ip": "127.0.0.1",
         "sort": "score", "view": "all", "from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z", "limit": "5", "line": "moving",
         "mine": "true", "unassigned": "true", "descending": "true"}
# Words for where a record stands: each list knows some of them.
STATES = ["active", "booked", "new", "waiting", "prospect", "pending"]
# Texts of bodies are tried where an operation may be repeated as often as one likes.
BODIES = ["post_leads", "post_customers", "post_leads_id_activities", "post_jobs_id_notes", "post_customers_id_contacts", "post_quotes", "post_promos"]
# Headers that the server reads, with what they usually say.
HEADERS = {"Cookie": COOKIE, "Authorization": "Bearer tb_0123456789abcdef", "User-Agent": "Mozilla/5.0 Firefox/140.0", "X-Device": "Tablet 3",
           "X-Request-Id": "0123456789", "Accept-Language": "fr-CA", "Idempotency-Key": UNKNOWN,
           "X-Forwarded-For": "203.0.113.9", "Referer": "https://example.com/x"}


def fetch(path):
    request = urllib.request.Request(f"{BASE}/api/v1/{path}", headers={"Cookie": COOKIE})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


DOCUMENT = fetch("openapi.json")
SCHEMAS = DOCUMENT["components"]["schemas"]


def first_id(noun):
    """An id that exists, of the records a path begins with."""
    try:
        found = fetch(noun)
    except OSError:
        return UNKNOWN
    rows = found
    for step in ("page", "items"):
        rows = rows[step] if isinstance(rows, dict) and step in rows else rows
    return rows[-1]["id"] if isinstance(rows, list) and rows and "id" in rows[-1] else UNKNOWN


IDS = {}


def path_of(path):
    """The path with ids that exist; a mark at the last of them."""
    noun = path.split("/")[3]
    if "{" in path and noun not in IDS:
        IDS[noun] = first_id(noun)
    places = len(re.findall(r"\{\w+\}", path))
    filled = re.sub(r"\{\w+\}", lambda _: IDS[noun], path)
    return (filled[::-1].replace(IDS[noun][::-1], "*" + IDS[noun][::-1], 1)[::-1], 1) if places else (filled, 0)


def sample(schema, name=""):
    """A value of a schema, and how many marks are in it: each free text has one."""
    if "$ref" in schema:
        return sample(SCHEMAS[schema["$ref"].split("/")[-1]], name)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return sample(next((one for one in schema[several] if one.get("type") != "null"), {}), name)
    if "const" in schema or "enum" in schema:
        return schema.get("const", (schema.get("enum") or [None])[0]), 0
    kind = schema.get("type")
    kind = next((one for one in kind if one != "null"), None) if isinstance(kind, list) else kind
    if kind == "object":
        value, marks = {}, 0
        for key, one in schema.get("properties", {}).items():
            value[key], more = sample(one, key)
            if value[key] is None and one.get("format") == "uuid" or "$ref" in one and value[key] is None:
                value[key] = UNKNOWN
            marks += more
        return value, marks
    if kind == "array":
        return [], 0
    if kind in ("integer", "number"):
        return 1, 0
    if kind == "boolean":
        return False, 0
    if kind == "string":
        made = {"uuid": None, "date": "2026-12-24", "date-time": "2026-12-24T09:00:00Z", "partial-date-time": "2026-12-24T09:00:00"}
        if schema.get("format") in made:
            return made[schema["format"]], 0
        return f"{USUAL.get(name, 'Maya')}*", 1
    return None, 0


def request(method, target, headers, body=None):
    lines = [f"{method.upper()} {target} HTTP/1.1", f"Host: {HOST}", *(f"{name}: {value}" for name, value in headers.items()), "Connection: close"]
    if body is not None:
        lines.append("Content-Type: application/json")
    return "\r\n".join(lines) + "\r\n\r\n" + (json.dumps(body) if body is not None else "")


def answered(text):
    """The status of a request without its marks: only behind a good answer is all of the operation reached."""
    head, body = text.replace("*", "").split("\r\n\r\n", 1)
    first, *headers = head.split("\r\n")
    method, target, _ = first.split(" ")
    asked = urllib.request.Request(BASE + target, method=method, data=body.encode() or None, headers=dict(line.split(": ", 1) for line in headers))
    try:
        with urllib.request.urlopen(asked) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def of_list(path, parameter):
    """A value this list takes: an id of what it names, the place its first page ends, or a word."""
    nouns = {"account": "customers", "pipeline": "pipelines", "actor": "members", "record": "jobs"}
    if parameter in nouns:
        return first_id(nouns[parameter])
    if parameter == "after":
        # a list below a record that does not exist has no first page
        try:
            page = fetch(path.removeprefix("/api/v1/") + "?limit=1")
        except urllib.error.HTTPError:
            return "1"
        return page.get("next") or page.get("page", {}).get("next") or "1"
    if parameter == "ids":
        return first_id("jobs")
    return USUAL.get(parameter, "1")


USUAL_HEADERS = {"Cookie": COOKIE, "X-Request-Client": "sqlmap"}


def of_get(name, path, operation):
    """The questions of one reading operation: its path, what it takes together, and alone what it does not take as we give it."""
    target, mark = path_of(path)
    plain = target.replace("*", "")
    asked = {one["name"]: of_list(plain, one["name"]) for one in operation.get("parameters", []) if one["in"] == "query"}
    pair = lambda one: f"{one}={urllib.parse.quote(asked[one])}*"
    if "status" in asked:
        good = (word for word in STATES if answered(request("get", f"{plain}?status={word}", USUAL_HEADERS)) == 200)
        asked["status"] = next(good, "open")
    taken = [one for one in asked if answered(request("get", f"{plain}?{pair(one)}", USUAL_HEADERS)) == 200]
    if mark:
        yield f"{name} (path)", 1, request("get", target, USUAL_HEADERS)
    if taken:
        yield name, len(taken), request("get", f"{plain}?{'&'.join(map(pair, taken))}", USUAL_HEADERS)
    for one in asked:
        if one not in taken:
            yield f"{name} ({one})", 1, request("get", f"{plain}?{pair(one)}", USUAL_HEADERS)


def questions():
    """Name, marks and request of all that is asked."""
    for path, operations in DOCUMENT["paths"].items():
        for method, operation in operations.items():
            name = operation["operationId"]
            if method == "get" and not name.endswith("live"):
                yield from of_get(name, path, operation)
            elif name in BODIES:
                body, texts = sample(operation["requestBody"]["content"]["application/json"]["schema"])
                yield name, texts, request(method, path_of(path)[0].replace("*", ""), USUAL_HEADERS, body)
    for header, value in HEADERS.items():
        given = {**USUAL_HEADERS, header: f"{value}*"}
        if header == "Authorization":
            del given["Cookie"]
        if header == "Idempotency-Key":
            yield f"header {header}", 1, request("post", "/api/v1/customers", given, {"kind": "person", "name": "Maya", "contact": None, "tags": [], "notes": ""})
        else:
            yield f"header {header}", 1, request("get", "/api/v1/leads", given)


def ask(number, name, text):
    """One run of sqlmap; how many requests it sent, and what it found."""
    folder = os.path.join(WORK, str(number))
    os.makedirs(folder)
    file, traffic = os.path.join(folder, "request"), os.path.join(folder, "traffic")
    with open(file, "w", newline="") as out:
        out.write(text)
    command = ["sqlmap", "-r", file, "--batch", "--level", LEVEL, "--risk", "1", "--dbms", "PostgreSQL", "--technique", "BEUST", "--time-sec", "2",
               "--ignore-code", "400,401,403,404,409,410,422", "--skip-waf", "--timeout", "15", "--retries", "1", "--flush-session", "--disable-coloring", "--ignore-stdin",
               "--output-dir", folder, "-t", traffic]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    sent = 0
    if os.path.exists(traffic):
        with open(traffic, errors="replace") as lines:
            sent = sum(line.startswith("HTTP request [") for line in lines)
    found = re.search(r"identified the following injection point.*?---\n(.*?)---", said, re.S)
    if "all tested parameters do not appear to be injectable" not in said and not found:
        print(said[-1500:], file=sys.stderr)
        sys.exit(f"sqlmap did not get through {name}")
    return sent, found and found.group(1)


def main():
    begun, parameters, reached, requests, findings = time.monotonic(), 0, 0, 0, []
    for number, (name, marks, text) in enumerate(questions()):
        status = answered(text)
        sent, found = ask(number, name, text)
        # answers that differ by the moment look like an answer to SQL now and then: what is told SQL once is told it again
        if found:
            more, found = ask(f"{number}-again", name, text)
            sent += more
        parameters += marks
        reached += marks if status < 300 else 0
        requests += sent
        print(f"{name}: {marks} parameters, {sent} requests, {status} when asked plainly{', FOUND' if found else ''}", flush=True)
        if found:
            findings.append(f"{name}:\n{found}")
    took = time.monotonic() - begun
    print(f"inject-sql: {parameters} parameters ({reached} behind a good answer) asked by {requests} requests in {took:.0f} s, {len(findings)} findings")
    for found in findings:
        print(found, file=sys.stderr)
    if reached < LEAST:
        sys.exit(f"only {reached} parameters were reached")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
