"""A Flask app whose page hosts MyDataHelps: the session is Flask's own, the tokens come from mdh-authenticator."""

import http.client
import json
import os
from contextlib import closing
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, render_template, request, session

app = Flask(__name__, static_folder="dist", static_url_path="/static")
app.secret_key = os.environ["FLASK_SECRET_KEY"]
app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax")

INTERNAL = ("127.0.0.1", int(os.environ.get("INTERNAL_PORT", "8081")))
SECRET = os.environ["INTERNAL_SECRET"]
PASSED_ON = ("content-type", "cache-control", "retry-after")


@app.before_request
def refuse_other_sites():
    """A page of another site must not act with this user's cookie (cross-site request forgery)."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own = site in ("same-origin", "none") if site else not origin or urlsplit(origin).netloc == request.host
    if request.method == "POST" and not own:
        return {"error": "forbidden", "error_description": "a page of another site may not do this"}, 403


@app.post("/api/mydatahelps-token")
def mydatahelps_token():
    if "study_id" not in session:
        return {"error": "unauthenticated", "error_description": "nobody is signed in"}, 401
    asked = request.get_json(force=True, silent=True) if request.data else {}
    if not isinstance(asked, dict):
        return {"error": "bad_request", "error_description": "the body is no JSON object"}, 400
    body = json.dumps({"identifier": session["study_id"], "reason": asked.get("reason")})
    with closing(http.client.HTTPConnection(*INTERNAL, timeout=10)) as internal:
        internal.request("POST", "/internal/token", body, {"Authorization": f"Bearer {SECRET}"})
        answer = internal.getresponse()
        headers = {name: value for name, value in answer.getheaders() if name.lower() in PASSED_ON}
        return Response(answer.read(), answer.status, headers)


@app.errorhandler(OSError)
def no_authenticator(_error):
    """mdh-authenticator is away, or takes longer than ten seconds: the page tries again by itself."""
    return {"error": "unavailable", "error_description": "the authenticator is away"}, 503, {"Retry-After": "5"}


@app.after_request
def keep_no_answer(response):
    """No cache may keep a token or a refusal. The pages of this app depend on the session, too."""
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response


# Stands for the sign-in that your app already has. NOT SAFE TO COPY: it asks for no password.
PEOPLE = {"ada": "MDH-1001", "grace": "MDH-1002", "nobody": "MDH-0000"}


@app.get("/")
def page():
    return render_template("index.html", user=session.get("user"), base_url=os.environ.get("MDH_BASE_URL", ""))


@app.post("/sign-in")
def sign_in():
    user = request.form.get("user", "")
    session.update(user=user, study_id=PEOPLE.get(user) or abort(400))
    return redirect("/", code=303)


@app.post("/sign-out")
def sign_out():
    session.clear()
    return redirect("/", code=303)
