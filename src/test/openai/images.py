"""Uses OpenAI's own client as its documentation shows, against Darkroom:
DARKROOM=http://localhost:8080 python3 images.py <picture>. What came of it is one JSON object."""

import json
import os
import sys

import openai

client = openai.OpenAI(base_url=os.environ["DARKROOM"] + "/openai/v1", api_key="any")
MODEL = "seedream-5.0-lite"


def key(name):
    return {"Idempotency-Key": name}


made = client.images.generate(
    model=MODEL,
    prompt="python: a red fox",
    size="2048x2048",
    extra_body={"provider": "evolink", "metadata": {"order": "4711"}},
    extra_headers=key("python-made"),
)
with open(sys.argv[1], "rb") as picture:
    edited = client.images.edit(
        model=MODEL,
        prompt="python: a grey fox",
        image=picture,
        n=1,
        extra_body={"provider": "evolink", "metadata": {"order": "4711"}},
        extra_headers=key("python-edited"),
    )
try:
    client.images.generate(model=MODEL, prompt="python: a fox", quality="high")
    refused = {"class": "none"}
except openai.BadRequestError as error:
    refused = {"class": type(error).__name__, "param": error.param, "code": error.code}

print(
    json.dumps(
        {
            "version": openai.__version__,
            "models": [model.id for model in client.models.list()],
            "model": client.models.retrieve(MODEL).id,
            "made": made.to_dict(),
            "edited": edited.to_dict(),
            "refused": refused,
        }
    )
)
