"""Stems as other programs take them: a REAPER project, a DAWproject, a Native Instruments stem file."""
