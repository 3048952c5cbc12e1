"""Messages and methods of the published test and health protos, read from Debian's grpc-proto without generated code.

Generated modules would be called grpc.testing.* and hide the grpc package itself.
"""

import tempfile
from pathlib import Path

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from grpc_tools import protoc

PROTO_ROOT = Path("/usr/share/grpc-proto")
FILES = ["grpc/testing/test.proto", "grpc/health/v1/health.proto"]


def _load():
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "set"
        arguments = ["protoc", f"-I{PROTO_ROOT}", "--include_imports", f"--descriptor_set_out={target}", *FILES]
        if protoc.main(arguments) != 0:
            raise RuntimeError("protoc could not read the published protos")
        return descriptor_pb2.FileDescriptorSet.FromString(target.read_bytes())


_files = _load()
_pool = descriptor_pool.DescriptorPool()
for _file in _files.file:
    _pool.Add(_file)


def message(name):
    descriptor = _pool.FindMessageTypeByName(name.lstrip("."))
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(_pool).GetPrototype(descriptor)


def methods(service):
    """Name -> (streams requests, streams responses, request class, response class)."""
    package, _, short = service.rpartition(".")
    for file in _files.file:
        for candidate in file.service:
            if file.package == package and candidate.name == short:
                return {
                    method.name: (
                        method.client_streaming,
                        method.server_streaming,
                        message(method.input_type),
                        message(method.output_type),
                    )
                    for method in candidate.method
                }
    raise KeyError(service)


TEST = "grpc.testing.TestService"
UNIMPLEMENTED = "grpc.testing.UnimplementedService"
HEALTH = "grpc.health.v1.Health"

ECHO_INITIAL = "x-grpc-test-echo-initial"
ECHO_TRAILING = "x-grpc-test-echo-trailing-bin"
SPECIAL_TEXT = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n"
UNLIMITED = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


def read_tls(folder):
    """Root, certificate and key as PEM bytes."""
    return [(Path(folder) / name).read_bytes() for name in ("root.pem", "certificate.pem", "key.pem")]
