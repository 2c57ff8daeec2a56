"""`python pipeline/start [--dev] [COMMAND ...]`: the environment is made ready, then `python -m pipeline COMMAND ...`
runs in it. The Makefile and the two .bat files call this.

Any Python since 2.7 must be able to read this file, so that one that is too old can say so: it has nothing newer and
nothing but ASCII, and takes its sentences from schemas/start.toml line by line. docs/decisions/start.md says why.
"""

import codecs
import re
import sys

ROOT = sys.path[0] + "/../.."
NEEDED = (3, 11)

with codecs.open(ROOT + "/schemas/start.toml", encoding="utf-8") as file:
    WORDS = dict(re.findall('^([a-z]+) = "(.*?)"', file.read(), re.MULTILINE))

if sys.version_info[:2] < NEEDED:
    found, needed = (".".join(map(str, version)) for version in (sys.version_info[:3], NEEDED))
    sentence = WORDS["python"].format(found=found, needed=needed) + "\n"
    getattr(sys.stderr, "buffer", sys.stderr).write(sentence.encode("utf-8"))
    sys.exit(2)
else:
    sys.path[0] = ROOT
    from pipeline.start.environment import main

    sys.exit(main(sys.argv[1:], ROOT, WORDS))
