"""The test service on grpcio. Usage: server.py [TLS folder]. Prints its port, then serves until its standard input closes."""

import sys
import time
from concurrent import futures

import grpc
import schema

METHODS = schema.methods(schema.TEST)


def echo_metadata(context):
    metadata = [tuple(entry) for entry in context.invocation_metadata()]
    context.send_initial_metadata([entry for entry in metadata if entry[0] == schema.ECHO_INITIAL])
    context.set_trailing_metadata([entry for entry in metadata if entry[0] == schema.ECHO_TRAILING])


def finish(request, context):
    if request.response_status.code:
        context.set_code(next(code for code in grpc.StatusCode if code.value[0] == request.response_status.code))
        context.set_details(request.response_status.message)
        return True
    return False


def compress(context, wanted):
    if wanted:
        context.set_compression(grpc.Compression.Gzip)


def empty_call(request, context):
    echo_metadata(context)
    return METHODS["EmptyCall"][3]()


def unary_call(request, context):
    echo_metadata(context)
    compress(context, request.response_compressed.value)
    response = METHODS["UnaryCall"][3]()
    if not finish(request, context):
        response.payload.body = bytes(request.response_size)
    if request.fill_username:
        response.username = b",".join(context.peer_identities() or []).decode()
    return response


def streaming_input_call(requests, context):
    return METHODS["StreamingInputCall"][3](aggregated_payload_size=sum(len(request.payload.body) for request in requests))


def responses_to(request, context):
    for parameters in request.response_parameters:
        if parameters.interval_us:
            time.sleep(parameters.interval_us / 1e6)
        response = METHODS["FullDuplexCall"][3]()
        response.payload.body = bytes(parameters.size)
        if parameters.HasField("compressed") and not parameters.compressed.value:
            context.disable_next_message_compression()
        yield response


def streaming_output_call(request, context):
    compress(context, any(parameters.compressed.value for parameters in request.response_parameters))
    yield from responses_to(request, context)
    finish(request, context)


def full_duplex_call(requests, context):
    echo_metadata(context)
    for request in requests:
        yield from responses_to(request, context)
        if finish(request, context):
            return


HANDLERS = {
    "EmptyCall": (grpc.unary_unary_rpc_method_handler, empty_call),
    "UnaryCall": (grpc.unary_unary_rpc_method_handler, unary_call),
    "StreamingInputCall": (grpc.stream_unary_rpc_method_handler, streaming_input_call),
    "StreamingOutputCall": (grpc.unary_stream_rpc_method_handler, streaming_output_call),
    "FullDuplexCall": (grpc.stream_stream_rpc_method_handler, full_duplex_call),
}


def main(tls=None):
    handlers = {
        name: make(handle, METHODS[name][2].FromString, METHODS[name][3].SerializeToString)
        for name, (make, handle) in HANDLERS.items()
    }
    # The receive limit stays at grpcio's 4 MiB.
    server = grpc.server(futures.ThreadPoolExecutor(128), options=[("grpc.max_send_message_length", -1)])
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(schema.TEST, handlers),))
    if tls:
        root, certificate, key = schema.read_tls(tls)
        credentials = grpc.ssl_server_credentials([(key, certificate)], root_certificates=root, require_client_auth=True)
        port = server.add_secure_port("127.0.0.1:0", credentials)
    else:
        port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(None)


main(*sys.argv[1:])
