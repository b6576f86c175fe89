"""Addresses for machines and for the staff of a course, which the LMS puts below `/chatxblock/`."""

from __future__ import annotations

from django.urls import path

from chatxblock.ops import views
from chatxblock.web import course_pages

app_name = "chatxblock"
urlpatterns = [
    path("alive", views.alive, name="alive"),
    path("ready", views.ready, name="ready"),
    path("health", views.health, name="health"),
    path("metrics", views.show_metrics, name="metrics"),
    path("course/<str:course>/<slug:handler>", course_pages.course, name="course"),
    path("course/<str:course>/<slug:handler>/<path:suffix>", course_pages.course, name="course"),
]
