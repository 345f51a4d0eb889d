"""What a person sends: one Django form for each form on the desk's pages, named by what it asks for; and what
an address asks of a page (asked.py), which is never refused.

Only here are names of a request turned into values; a view takes the form, checks it and hands its values on.
What is wrong with a case (a day that has passed, a text that is missing) is said by the module that does the
work, so most fields may be empty here. A form that is refused goes back to the page with what was typed.
"""
