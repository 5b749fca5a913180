"""NAME VERSION FOLDER: fetches one source archive from the index that pip is configured for, and builds nothing.

`pip download --no-binary :all:` would run the package's build backend only to learn its metadata. This uses pip's own
options, session and finder, and stops at the archive.
"""

import os
import sys

from pip._internal.commands import create_command
from pip._internal.network.download import Downloader
from pip._vendor.packaging.specifiers import SpecifierSet

name, version, folder = sys.argv[1:4]
command = create_command("download")
options, _ = command.parse_args(["--no-deps", "--no-binary", ":all:", "--dest", folder, name])
with command.main_context():
    session = command.get_default_session(options)
    finder = command._build_package_finder(options=options, session=session, ignore_requires_python=True)
    finder.format_control.disallow_binaries()
    best = finder.find_best_candidate(name, SpecifierSet("==" + version, prereleases=True)).best_candidate
    if best is None or best.link.is_wheel:
        sys.exit(f"{name}=={version}: no source archive")
    os.makedirs(folder, exist_ok=True)
    try:
        Downloader(session, "off")(best.link, folder)
    except TypeError:  # newer pip takes a resume limit and downloads through a method
        Downloader(session=session, progress_bar="off", resume_retries=0)(best.link, folder)
