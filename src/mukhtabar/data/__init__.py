"""Facts the portal ships; SOURCES.md says where they come from and under which licences."""
