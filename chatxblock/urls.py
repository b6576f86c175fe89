"""Addresses for machines, which the LMS puts below `/chatxblock/`."""

from __future__ import annotations

from django.urls import path

from chatxblock.ops import views

app_name = "chatxblock"
urlpatterns = [
    path("health", views.health, name="health"),
    path("metrics", views.show_metrics, name="metrics"),
]
