"""Kernels forked from one warm process, so that running every lesson costs seconds. For those who build the course only.

An ordinary kernel is a fresh Python that imports IPython, a debugger, the widgets and the course before the first cell
runs: most of the time that a short lesson takes. Here one process imports them once and is forked for each kernel. Jupyter
chooses who starts kernels by name, so papermill, nbval and nbclient run on it as they are:

    JUPYTER_DEFAULT_PROVISIONER_NAME=warm papermill lesson.ipynb out.ipynb

Why fork, and not a pool of kernels or one kernel wiped clean: what a lesson does to its process cannot be undone, so every
kernel has to be a new one; and a fork is a new process that shares with its parent only what was there before, which is
modules that have been imported and nothing that has run. Sockets, threads, event loops and histories are made by the kernel
itself, after the fork, by the very module (`ipykernel_launcher`) that an ordinary kernel runs.

Why not multiprocessing's forkserver: it runs the launcher's own `__main__` again in each child, knows one Python and one
environment for a whole process, and leaves children behind when the launcher is killed.

Why in the package: Jupyter finds provisioners among installed distributions only. Nothing of the course imports this, and
Jupyter itself does when it is asked for by name.

Who is who:

    launcher    papermill, pytest …: `provisioner.py`, on Jupyter's side
    └ parent    `parent.py`: imports, then waits to be forked; one to a launcher, and gone with it
      └ attendant   forked from the parent, one to a kernel: waits for its end and reports it
        └ kernel    forked from the attendant; the launcher has its pid and signals it directly

The parent never outlives the run that started it, and before each fork it looks whether a file of the course has changed
since it began to import: then it leaves, and the next one imports what is on disk now. A kernel with another environment
also gets another parent, as modules may read it while they are imported. A kernel is started in the ordinary way where
forking cannot give the same: on Windows, for other languages, or in a folder whose modules come before those imported.

What differs from an ordinary kernel: what importing a module prints or warns is not in the lesson's outputs, kernels of one
run share a hash seed, and on Linux numpy calculates with one thread. So `make test` also runs every lesson on ordinary kernels.
"""
