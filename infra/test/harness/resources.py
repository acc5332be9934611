"""What Terraform made, by type and address."""


class Resources:
    """Of a state or of the planned values of a plan: both have the same form."""

    def __init__(self, values, module="module.darkroom"):
        self.all = []
        self._collect(values["root_module"], module)

    def _collect(self, module, wanted):
        if module.get("address", "") == wanted:
            self.all += [one for one in module.get("resources", []) if one["mode"] == "managed"]
        for child in module.get("child_modules", []):
            self._collect(child, wanted)

    def every(self, kind):
        """Values of all resources of a type."""
        return [one["values"] for one in self.all if one["type"] == kind]

    def of(self, kind):
        """The same by the key of for_each or, without one, by name; for types of which no two have the same."""
        found = {}
        for one in self.all:
            if one["type"] == kind:
                key = one["index"] if isinstance(one.get("index"), str) else one["name"]
                assert key not in found, f"two of {kind} are called {key}"
                found[key] = one["values"]
        return found

    def named(self, kind, name):
        """Those of one block, by the key of for_each or by name."""
        return {one.get("index", one["name"]): one["values"] for one in self.all if one["type"] == kind and one["name"] == name}
