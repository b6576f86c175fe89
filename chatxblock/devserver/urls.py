"""Addresses of the dev server: a start page of its own, everything else as in any workbench.

But for what the workbench serves right out of a folder: with its settings that is the one the server was started in.
"""

from __future__ import annotations

from django.urls import include, path
from django.views.static import serve
from workbench.urls import urlpatterns as workbench
from workbench.views import index, show_scenario

from chatxblock.devserver import views

urlpatterns = [
    path("", views.start, name="start"),
    path("log-out", views.log_out, name="log_out"),
    path("log-in", views.log_in, name="log_in"),
    path("play-points", views.play_points, name="play_points"),
    path("blocks.json", views.blocks, name="blocks"),
    path("people/<slug:username>.svg", views.picture, name="picture"),
    path("meet/<slug:room>", views.meet, name="meet"),
    path("chatxblock/", include("chatxblock.urls")),
    path("scenario/<str:scenario_id>/", views.unit),
    path("scenario/<str:scenario_id>/<str:view_name>/", views.unit),
    path("workbench/", index),
    path("workbench/<str:scenario_id>/", show_scenario, name="bare"),
    path("", include([pattern for pattern in workbench if pattern.callback is not serve])),
]
