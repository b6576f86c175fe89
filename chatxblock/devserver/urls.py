"""Addresses of the dev server: a start page of its own, everything else as in any workbench."""

from __future__ import annotations

from django.urls import include, path
from workbench.views import index

from chatxblock.devserver import views

urlpatterns = [
    path("", views.start, name="start"),
    path("blocks.json", views.blocks, name="blocks"),
    path("people/<slug:username>.svg", views.picture, name="picture"),
    path("meet/<slug:room>", views.meet, name="meet"),
    path("chatxblock/", include("chatxblock.urls")),
    path("workbench/", index),
    path("", include("workbench.urls")),
]
