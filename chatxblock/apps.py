"""The Django application, which the LMS and Studio load as a plugin."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatxblockConfig(AppConfig):
    """Registers the tables and the system checks, and hears who logs out and who goes for good."""

    name = "chatxblock"
    verbose_name = _("Ask a helper")
    default_auto_field = "django.db.models.BigAutoField"
    plugin_app: dict[str, dict[str, object]] = {
        "settings_config": {"lms.djangoapp": {"common": {"relative_path": "openedx.plugin_settings"}}},
        # The words are those of edx_django_utils.plugins.PluginURLs, which exists inside the platform alone.
        "url_config": {"lms.djangoapp": {"namespace": "chatxblock", "regex": r"^chatxblock/", "relative_path": "urls"}},
    }

    def ready(self) -> None:
        """Register the system checks, hear of logouts and of people who go for good, and tell the tray of our news."""
        # Django wants checks registered here and not before, and what hears its signals can't be imported before.
        from django.contrib.auth.signals import user_logged_out  # noqa: PLC0415

        from chatxblock import checks  # noqa: F401, PLC0415
        from chatxblock.conf import wants_tray  # noqa: PLC0415
        from chatxblock.openedx import retirement, tray  # noqa: PLC0415
        from chatxblock.web.logging_out import logged_out  # noqa: PLC0415

        user_logged_out.connect(logged_out, dispatch_uid="chatxblock.logged_out")
        retirement.hear(_forget)
        if wants_tray():
            tray.register()


def _forget(user_id: str) -> None:
    from chatxblock import wiring_kept  # noqa: PLC0415  (what it puts together is not needed before)

    wiring_kept.begin_retirement(user_id)
