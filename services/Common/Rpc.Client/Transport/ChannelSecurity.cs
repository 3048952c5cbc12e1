using Grpc.Core;

namespace KioskSim.Rpc.Client.Transport;

/// <summary>What the credentials of a channel come to: TLS or not, and what proves the caller on every call.</summary>
sealed record ChannelSecurity(bool IsTls, IReadOnlyList<AsyncAuthInterceptor> CallCredentials)
{
    /// <exception cref="InvalidOperationException">The credentials do not fit the address, or bring their own keys.</exception>
    public static ChannelSecurity For(Uri address, ChannelCredentials? credentials)
    {
        var schemeIsTls = address.Scheme == Uri.UriSchemeHttps;
        if (credentials is null)
            return new(schemeIsTls, []);
        var reader = new Reader();
        credentials.InternalPopulateConfiguration(reader, reader);
        if (reader.IsTls != schemeIsTls)
            throw new InvalidOperationException(
                $"The channel's credentials are {(reader.IsTls ? "TLS" : "plaintext")}; its address is {address.Scheme}.");
        return new(schemeIsTls, reader.Calls);
    }

    sealed class Reader : ChannelCredentialsConfiguratorBase
    {
        public bool IsTls { get; private set; }

        public IReadOnlyList<AsyncAuthInterceptor> Calls { get; private set; } = [];

        public override void SetInsecureCredentials(object state) => IsTls = false;

        public override void SetSslCredentials(
            object state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
        {
            if (rootCertificates is not null || keyCertificatePair is not null || verifyPeerCallback is not null)
                throw new InvalidOperationException("Trust and client certificates are set on the channel's HTTP handler.");
            IsTls = true;
        }

        public override void SetCompositeCredentials(
            object state, ChannelCredentials channelCredentials, CallCredentials callCredentials)
        {
            channelCredentials.InternalPopulateConfiguration(this, state);
            Calls = CallCredentialsReader.Read(callCredentials);
        }
    }
}

/// <summary>Lays composed call credentials out in order.</summary>
sealed class CallCredentialsReader : CallCredentialsConfiguratorBase
{
    readonly List<AsyncAuthInterceptor> _interceptors = [];

    public static IReadOnlyList<AsyncAuthInterceptor> Read(CallCredentials credentials)
    {
        var reader = new CallCredentialsReader();
        credentials.InternalPopulateConfiguration(reader, null);
        return reader._interceptors;
    }

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials)
    {
        foreach (var part in credentials)
            part.InternalPopulateConfiguration(this, state);
    }

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor) =>
        _interceptors.Add(interceptor);
}
