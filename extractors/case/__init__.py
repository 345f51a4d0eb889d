"""Cases: pages are grouped to documents, each is read by the reader of its kind; papers confirm each other.

A reader asks the finders and gives what they found the names of the contract; ranking weighs a letter's.
The top room: it imports the others, none imports it.
"""
