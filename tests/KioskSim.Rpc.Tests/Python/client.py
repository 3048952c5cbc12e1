"""The interop cases on grpcio. Usage: client.py target [TLS folder]. Prints a line a case: its name, a tab, "ok" or what went wrong."""

import sys
from concurrent import futures

import grpc
import schema

DEADLINE = 20
SIZES = [31415, 9, 2653, 58979]
REQUEST_SIZES = [27182, 8, 1828, 45904]
LARGE_REQUEST = 271828
LARGE_RESPONSE = 314159


class Stub:
    def __init__(self, channel, service):
        for name, (streams_in, streams_out, request, response) in schema.methods(service).items():
            kind = f"{'stream' if streams_in else 'unary'}_{'stream' if streams_out else 'unary'}"
            make = getattr(channel, kind)
            setattr(self, name, make(f"/{service}/{name}", request.SerializeToString, response.FromString))
            setattr(self, name + "Request", request)


def simple(stub, **fields):
    request = stub.UnaryCallRequest(response_size=LARGE_RESPONSE, **fields)
    request.payload.body = bytes(LARGE_REQUEST)
    return request


def output(stub, *sizes, body=0):
    request = stub.FullDuplexCallRequest()
    for size in sizes:
        request.response_parameters.add(size=size)
    request.payload.body = bytes(body)
    return request


def expect_status(code, call, detail=None):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, f"{error.code()} {error.details()}"
        assert detail is None or error.details() == detail, repr(error.details())
        return error
    raise AssertionError(f"succeeded, expected {code}")


def empty_unary(stub):
    assert stub.EmptyCall(stub.EmptyCallRequest(), timeout=DEADLINE) is not None


def large_unary(stub):
    assert len(stub.UnaryCall(simple(stub), timeout=DEADLINE).payload.body) == LARGE_RESPONSE


def client_streaming(stub):
    def requests():
        for size in REQUEST_SIZES:
            request = stub.StreamingInputCallRequest()
            request.payload.body = bytes(size)
            yield request

    assert stub.StreamingInputCall(requests(), timeout=DEADLINE).aggregated_payload_size == sum(REQUEST_SIZES)


def server_streaming(stub):
    responses = stub.StreamingOutputCall(output(stub, *SIZES), timeout=DEADLINE)
    assert [len(response.payload.body) for response in responses] == SIZES


def ping_pong(stub):
    turn = futures.Future()

    def requests():
        nonlocal turn
        for size, body in zip(SIZES, REQUEST_SIZES):
            yield output(stub, size, body=body)
            turn.result(DEADLINE)
            turn = futures.Future()

    sizes = []
    for response in stub.FullDuplexCall(requests(), timeout=DEADLINE):
        sizes.append(len(response.payload.body))
        turn.set_result(None)
    assert sizes == SIZES, sizes


def empty_stream(stub):
    assert list(stub.FullDuplexCall(iter(()), timeout=DEADLINE)) == []


def cancel_after_begin(stub):
    hold = futures.Future()

    def requests():
        hold.result(DEADLINE)
        yield from ()

    call = stub.StreamingInputCall.future(requests(), timeout=DEADLINE)
    call.cancel()
    hold.set_result(None)
    assert call.cancelled() and call.code() == grpc.StatusCode.CANCELLED, call.code()


def cancel_after_first_response(stub):
    hold = futures.Future()

    def requests():
        yield output(stub, SIZES[0], body=REQUEST_SIZES[0])
        hold.result(DEADLINE)

    call = stub.FullDuplexCall(requests(), timeout=DEADLINE)
    next(call)
    call.cancel()
    hold.set_result(None)
    expect_status(grpc.StatusCode.CANCELLED, lambda: next(call))


def timeout_on_sleeping_server(stub):
    hold = futures.Future()

    def requests():
        yield output(stub, body=REQUEST_SIZES[0])
        hold.result(DEADLINE)

    call = stub.FullDuplexCall(requests(), timeout=0.001)
    expect_status(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: next(call))
    hold.set_result(None)


def server_keeps_the_deadline(stub):
    request = output(stub)
    request.response_parameters.add(size=1, interval_us=600_000_000)
    expect_status(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: list(stub.StreamingOutputCall(request, timeout=0.2)))


def with_status(request, code, text):
    request.response_status.code = code
    request.response_status.message = text
    return request


def status_code_and_message(stub):
    text = "test status message"
    unary = with_status(stub.UnaryCallRequest(), 2, text)
    expect_status(grpc.StatusCode.UNKNOWN, lambda: stub.UnaryCall(unary, timeout=DEADLINE), text)
    duplex = with_status(output(stub), 2, text)
    expect_status(grpc.StatusCode.UNKNOWN, lambda: list(stub.FullDuplexCall(iter([duplex]), timeout=DEADLINE)), text)


def special_status_message(stub):
    request = with_status(stub.UnaryCallRequest(), 2, schema.SPECIAL_TEXT)
    expect_status(grpc.StatusCode.UNKNOWN, lambda: stub.UnaryCall(request, timeout=DEADLINE), schema.SPECIAL_TEXT)


def unimplemented_method(stub):
    expect_status(
        grpc.StatusCode.UNIMPLEMENTED, lambda: stub.UnimplementedCall(stub.UnimplementedCallRequest(), timeout=DEADLINE)
    )


def unimplemented_service(stub):
    other = Stub(stub.channel, schema.UNIMPLEMENTED)
    expect_status(
        grpc.StatusCode.UNIMPLEMENTED, lambda: other.UnimplementedCall(other.UnimplementedCallRequest(), timeout=DEADLINE)
    )


def custom_metadata(stub):
    metadata = ((schema.ECHO_INITIAL, "test_initial_metadata_value"), (schema.ECHO_TRAILING, b"\xab\xab\xab"))
    _, unary = stub.UnaryCall.with_call(simple(stub), metadata=metadata, timeout=DEADLINE)
    duplex = stub.FullDuplexCall(iter([output(stub, LARGE_RESPONSE)]), metadata=metadata, timeout=DEADLINE)
    list(duplex)
    for call in (unary, duplex):
        assert metadata[0] in [tuple(entry) for entry in call.initial_metadata()], call.initial_metadata()
        assert metadata[1] in [tuple(entry) for entry in call.trailing_metadata()], call.trailing_metadata()


def client_compressed_unary(stub):
    probe = simple(stub)
    probe.expect_compressed.value = True
    expect_status(grpc.StatusCode.INVALID_ARGUMENT, lambda: stub.UnaryCall(probe, timeout=DEADLINE))
    response = stub.UnaryCall(probe, compression=grpc.Compression.Gzip, timeout=DEADLINE)
    assert len(response.payload.body) == LARGE_RESPONSE
    plain = simple(stub)
    plain.expect_compressed.value = False
    assert len(stub.UnaryCall(plain, timeout=DEADLINE).payload.body) == LARGE_RESPONSE


def deflate_from_the_client(stub):
    response = stub.UnaryCall(simple(stub), compression=grpc.Compression.Deflate, timeout=DEADLINE)
    assert len(response.payload.body) == LARGE_RESPONSE


def server_compressed_unary(stub):
    for wanted in (True, False):
        request = simple(stub)
        request.response_compressed.value = wanted
        assert len(stub.UnaryCall(request, timeout=DEADLINE).payload.body) == LARGE_RESPONSE


def server_compressed_streaming(stub):
    request = output(stub, 31415, 92653)
    request.response_parameters[0].compressed.value = True
    request.response_parameters[1].compressed.value = False
    sizes = [len(response.payload.body) for response in stub.StreamingOutputCall(request, timeout=DEADLINE)]
    assert sizes == [31415, 92653], sizes


def six_kilobytes_of_metadata(stub):
    value = b"\x00\xff" * 1100
    metadata = ((schema.ECHO_TRAILING, value), ("x-other", "v" * 3000))
    _, call = stub.EmptyCall.with_call(stub.EmptyCallRequest(), metadata=metadata, timeout=DEADLINE)
    assert (schema.ECHO_TRAILING, value) in [tuple(entry) for entry in call.trailing_metadata()]


def repeated_binary_metadata(stub):
    values = [b"\x01", b"\x02\x03", b""]
    metadata = tuple((schema.ECHO_TRAILING, value) for value in values)
    _, call = stub.EmptyCall.with_call(stub.EmptyCallRequest(), metadata=metadata, timeout=DEADLINE)
    got = b"".join(value for key, value in call.trailing_metadata() if key == schema.ECHO_TRAILING)
    assert b"\x01" in got and b"\x02\x03" in got, got


def five_mebibytes_refused(stub):
    request = stub.UnaryCallRequest()
    request.payload.body = bytes(5 << 20)
    expect_status(grpc.StatusCode.RESOURCE_EXHAUSTED, lambda: stub.UnaryCall(request, timeout=DEADLINE))


def eight_mebibytes_through_flow_control(stub):
    request = stub.UnaryCallRequest(response_size=8 << 20)
    assert len(stub.UnaryCall(request, timeout=DEADLINE).payload.body) == 8 << 20


def a_hundred_at_once(stub):
    calls = [stub.UnaryCall.future(simple(stub), timeout=DEADLINE) for _ in range(100)]
    assert all(len(call.result().payload.body) == LARGE_RESPONSE for call in calls)


def health_check(stub):
    health = Stub(stub.channel, schema.HEALTH)
    answer = health.Check(health.CheckRequest(service=schema.TEST), timeout=DEADLINE)
    assert answer.status == 1, answer
    expect_status(grpc.StatusCode.NOT_FOUND, lambda: health.Check(health.CheckRequest(service="nobody"), timeout=DEADLINE))
    watch = health.Watch(health.WatchRequest(service="nobody"), timeout=DEADLINE)
    assert next(watch).status == 3
    watch.cancel()


CASES = [
    empty_unary,
    large_unary,
    client_streaming,
    server_streaming,
    ping_pong,
    empty_stream,
    cancel_after_begin,
    cancel_after_first_response,
    timeout_on_sleeping_server,
    server_keeps_the_deadline,
    status_code_and_message,
    special_status_message,
    unimplemented_method,
    unimplemented_service,
    custom_metadata,
    client_compressed_unary,
    deflate_from_the_client,
    server_compressed_unary,
    server_compressed_streaming,
    six_kilobytes_of_metadata,
    repeated_binary_metadata,
    five_mebibytes_refused,
    eight_mebibytes_through_flow_control,
    a_hundred_at_once,
    health_check,
]


def main(target, tls=None):
    if tls:
        root, certificate, key = schema.read_tls(tls)
        channel = grpc.secure_channel(target, grpc.ssl_channel_credentials(root, key, certificate), schema.UNLIMITED)
    else:
        channel = grpc.insecure_channel(target, schema.UNLIMITED)
    stub = Stub(channel, schema.TEST)
    stub.channel = channel
    for case in CASES:
        try:
            case(stub)
            print(f"{case.__name__}\tok", flush=True)
        except Exception as error:
            print(f"{case.__name__}\t{error!r}".replace("\n", " "), flush=True)


main(*sys.argv[1:])
