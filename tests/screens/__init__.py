"""Every page of the desk as pictures, to be looked at by a person: before and after a change of its looks."""
