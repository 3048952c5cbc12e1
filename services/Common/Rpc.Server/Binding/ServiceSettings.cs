using System.IO.Compression;
using Grpc.AspNetCore.Server;
using KioskSim.Rpc.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KioskSim.Rpc.Server.Binding;

/// <summary>The options of one service, settled when it is mapped.</summary>
sealed record ServiceSettings(
    int? MaxSendMessageSize, int? MaxReceiveMessageSize, bool DetailedErrors, MessageEncoding? Encoding, CompressionLevel CompressionLevel,
    IReadOnlyList<InterceptorRegistration> Interceptors, TimeProvider Time, ILogger Log)
{
    const string LogCategory = "Grpc.AspNetCore.Server.ServerCallHandler";

    public static ServiceSettings Of<TService>(IServiceProvider services) where TService : class
    {
        var common = services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        var own = services.GetServices<IConfigureOptions<GrpcServiceOptions<TService>>>().Any()
            ? services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value
            : null;
        var options = own ?? common;
        return new(
            options.MaxSendMessageSize,
            options.MaxReceiveMessageSize,
            options.EnableDetailedErrors ?? false,
            EncodingOf(options),
            options.ResponseCompressionLevel ?? CompressionLevel.Fastest,
            [.. common.Interceptors, .. own?.Interceptors ?? []],
#pragma warning disable RS0030 // An application that registers no clock of its own runs on the system's.
            services.GetService<TimeProvider>() ?? TimeProvider.System,
#pragma warning restore RS0030
            services.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory));
    }

    static MessageEncoding? EncodingOf(GrpcServiceOptions options)
    {
        var name = options.ResponseCompressionAlgorithm;
        return MessageEncoding.IsIdentity(name) ? null
            : MessageEncoding.Find(name) ?? throw new InvalidOperationException($"The response compression '{name}' is not known.");
    }
}
