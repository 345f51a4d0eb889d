"""The archive job: folders of old scans become searchable letters with an index, resumable at any page."""
