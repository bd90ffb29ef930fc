"""Opens a notebook in JupyterLab in a headless Chromium, runs all its cells, and takes
a screenshot.

Usage: run-all.py INERTIA CHROMIUM NOTEBOOK.ipynb PICTURE.png, with jupyter-lab on the
PATH. JupyterLab is started by `inertia notebook --no-browser`. Fails unless every code
cell was run, no output is an error, and a figure and a table are shown.
"""

import base64
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

import websocket  # a requirement of Jupyter's server

LIMIT = 300  # seconds for everything

# What is asked of the page. The notebook is looked for, and made the current one. A cell
# with pickers runs on and listens: it counts once it shows something.
PANEL = "const app = window.jupyterapp, panel = app && [...app.shell.widgets('main')].find(w => w.sessionContext);"
READY = "(() => {" + PANEL + """
  if (!panel || !panel.sessionContext.isReady || !panel.content.widgets.length) return false;
  app.shell.activateById(panel.id);
  return app.shell.currentWidget === panel;
})()"""
RUN_ALL = "(window.jupyterapp.commands.execute('notebook:run-all-cells'), true)"
STATE = "(() => {" + PANEL + """
  const cells = panel.content.widgets.filter(c => c.model.type === 'code');
  const outputs = cells.flatMap(c => c.model.outputs.toJSON());
  const data = outputs.flatMap(o => Object.values(o.data || {})).map(d => Array.isArray(d) ? d.join('') : String(d));
  const text = outputs.filter(o => o.output_type === 'stream').map(o => Array.isArray(o.text) ? o.text.join('') : o.text);
  return JSON.stringify({
    cells: cells.length, run: cells.filter(c => c.model.executionCount > 0 || c.model.outputs.length > 0).length,
    errors: outputs.filter(o => o.output_type === 'error' || o.name === 'stderr').length,
    figures: data.filter(d => d.includes('<svg')).length,
    tables: data.filter(d => d.includes('<table')).length + text.filter(t => t.includes('DataFrame')).length,
    shown: document.querySelectorAll('.jp-OutputArea-output svg').length,
  });
})()"""


class Page:
    """A tab, driven by the browser's debugging protocol."""

    def __init__(self, address):
        self.socket = websocket.create_connection(address, timeout=LIMIT, suppress_origin=True)
        self.last = 0

    def call(self, method, **params):
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.last:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            return None
        return result["result"].get("value")


def until(what, ask, end):
    """Asks every half second until the answer is true."""
    while time.monotonic() < end:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.5)
    sys.exit(f"not within {LIMIT} s: {what}")


def found(path, pattern):
    match = re.search(pattern, path.read_text(errors="replace")) if path.exists() else None
    return match and match.group(1)


def main():
    inertia, chromium, notebook, picture = sys.argv[1:5]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # and so are browser and server
    end = time.monotonic() + LIMIT
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        config = folder / "config"
        config.mkdir()
        (config / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": {"allow_root": True}}))
        (config / "jupyter_lab_config.json").write_text(json.dumps({"LabApp": {"expose_app_in_browser": True}}))
        for plugin, setting in (("docmanager-extension/plugin", {"autosave": False}),  # the notebook stays as it is
                                ("apputils-extension/notification", {"fetchNews": "false", "checkForUpdates": False})):
            path = folder / "settings" / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(setting))
        log = folder / "lab.log"
        with log.open("w") as out:
            lab = subprocess.Popen([inertia, "notebook", "--no-browser"], stdout=out, stderr=out,
                                   env=dict(os.environ, JUPYTER_CONFIG_DIR=str(config), JUPYTERLAB_SETTINGS_DIR=str(folder / "settings")))
        browser = None
        try:
            address = until("JupyterLab tells its address", lambda: found(log, r"(http://(?:localhost|127\.0\.0\.1):\d+/lab\?token=\w+)"), end)
            base, token = address.split("/lab?")
            browser = subprocess.Popen(
                [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", f"--user-data-dir={folder}/profile", "--remote-debugging-port=0",
                 "--window-size=1300,4200", "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            port = until("the browser's port", lambda: found(folder / "profile" / "DevToolsActivePort", r"^(\d+)"), end)
            tabs = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json"))
            page = Page(next(t["webSocketDebuggerUrl"] for t in tabs if t["type"] == "page"))
            page.call("Emulation.setFocusEmulationEnabled", enabled=True)
            page.call("Page.navigate", url=f"{base}/lab/tree/{notebook}?{token}")
            until("the notebook is open with its kernel", lambda: page.value(READY), end)
            page.value(RUN_ALL)
            state = until("every cell is run", lambda: run(page), end)
            time.sleep(2)  # drawing
            shot = page.call("Page.captureScreenshot", format="png")
            pathlib.Path(picture).write_bytes(base64.b64decode(shot["data"]))
            print(f"{notebook} in JupyterLab: {state}")
            if state["errors"] or not state["figures"] or not state["tables"] or not state["shown"]:
                sys.exit("an error, or no figure, or no table")
        except SystemExit:
            sys.stderr.write(log.read_text()[-3000:])
            raise
        finally:
            for process in (browser, lab):
                if process:
                    process.send_signal(signal.SIGTERM)
                    try:
                        process.wait(30)
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.wait()


def run(page):
    state = json.loads(page.value(STATE) or "{}")
    return state if state.get("cells") and state["run"] == state["cells"] else None


if __name__ == "__main__":
    main()
