"""Trained models: which there are, which of them this disk holds, getting and converting them, and running them.

Nothing else imports onnxruntime, and this room does so only in a process of its own (`stemdesk.workers`): the library
takes its time to load, and a network every core that it is given.
"""
