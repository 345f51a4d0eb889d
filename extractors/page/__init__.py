"""Pages: the passes over one page image, in order, to a PageReading.

Text, what stamps hid, what an engine missed, numbers read again, kinds of the page.
The last room that sees pixels; `child` is the process it runs in.
"""
