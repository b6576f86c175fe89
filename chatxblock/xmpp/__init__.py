"""Rooms on an XMPP server: the only place for slixmpp, asyncio and the words of the protocol.

This package must not know of Django, the LMS, or why somebody is let in.
"""
