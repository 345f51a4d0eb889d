"""Cases: pages are grouped to documents, each is read by the reader of its kind; papers confirm each other.

A reader chooses among the candidates of the finders and gives them the names of the contract.
The top room: it imports the others, none imports it.
"""
