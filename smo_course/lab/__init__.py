"""What the course adds to JupyterLab: an extension by which lessons run by themselves and stay as they are, and `smo lab`,
which adds settings, and shows of JupyterLab what learners need.

The extension (extension/smo-course) is installed with the wheel, as any labextension is: into share/jupyter/labextensions.
So lessons are live in every JupyterLab of the environment, on a JupyterHub and on Binder too. `smo lab` serves the package's
own copy, which in a checkout is the extension as it is written now.

It is written by hand as JavaScript modules, and not from JupyterLab's template (TypeScript, bundled when the wheel is
built): the template needs Node wherever a wheel is built, and that is on learners' computers too (`pip install .`, conda,
Binder). Here is nothing to bundle, for JupyterLab shares all libraries that the extension uses. What TypeScript would find,
an API that has moved, is found by the tests with the oldest and the newest JupyterLab (`make labs`); and where it is found too late, the
learner is told, and runs the lesson by hand.
"""
