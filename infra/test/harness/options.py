"""Whatever is off by default, on: a second stack of the same name and account, in another region, as whoever deploys would make it."""

from harness import deployer
from harness.cloud import ACCOUNT
from harness.terraform import Terraform

REGION = "eu-west-1"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
RESERVED = {"submit": 12, "callback": 3, "settle": 20, "sweep": 1, "query": 5, "control": 2}
MEMORY = {"submit": 256, "callback": 128, "settle": 512, "sweep": 256, "query": 300, "control": 256}
NEW_LINE = "\n  "


class Elsewhere:
    def __init__(self, folder, cloud, zip_file):
        self.zip_file = zip_file
        environment = cloud.environment(REGION) | {"TF_APPEND_USER_AGENT": deployer.NAME}
        self.terraform = Terraform(folder, self.root(), environment).init()

    def root(self, reserved=RESERVED, **more):
        """Of a root module; more: arguments in Terraform's words, instead of those here or beside them."""
        arguments = {
            "artifact": f'"{self.zip_file}"',
            "image_providers": "{ evolink = {} }",
            "authorization": '{ type = "jwt", issuer = "https://login.example.com", audience = ["images"] }',
            "cors": '{ origins = ["https://shop.example.com", "http://localhost:3000"], max_age_seconds = 60 }',
            "reference_buckets": '["references-of-others"]',
            "reference_bucket_accounts": '["210987654321"]',
            "reserved_concurrency": f"{{ {', '.join(f'{name} = {count}' for name, count in reserved.items())} }}",
            "memory": f"{{ {', '.join(f'{name} = {size}' for name, size in MEMORY.items())} }}",
            "permissions_boundary": f'"{BOUNDARY}"',
            "kms_key_arn": f'"{KEY}"',
            "alarm_topic_arn": f'"arn:aws:sns:{REGION}:{ACCOUNT}:alarms"',
            "tags": '{ team = "images", stage = "test" }',
        } | more
        lines = NEW_LINE.join(f"{name} = {value}" for name, value in arguments.items())
        return f'module "darkroom" {{\n  source = "../terraform"\n\n  {lines}\n}}\n'

    def change(self, reserved=RESERVED, **more):
        (self.terraform.folder / "main.tf").write_text(self.root(reserved, **more))
        self.terraform.apply()

    def destroy(self):
        """As deploy.md has it: protection is taken back first."""
        if self.terraform.state().get("values"):
            self.change(deletion_protection="false")
            self.terraform.destroy()
