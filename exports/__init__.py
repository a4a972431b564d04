"""What a reader takes home: the numbers as a table, a run as a script, an experiment as a notebook."""

from exports.notebook import notebook
from exports.numpy_script import numpy_script
from exports.table import table
from exports.torch_script import torch_script

__all__ = ["notebook", "numpy_script", "table", "torch_script"]
