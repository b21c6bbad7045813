"""Demonstration data: invented facilities and what happens to them, at real size, from one seed."""

from data.demo.loading import DemoAlreadyLoaded, DemoReport, demo_is_loaded, load_demo

__all__ = ["DemoAlreadyLoaded", "DemoReport", "demo_is_loaded", "load_demo"]
