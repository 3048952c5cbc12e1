using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>Who calls, as far as the transport knows.</summary>
static class CallerIdentity
{
    const string CommonName = "x509_common_name";
    const string AlternativeName = "x509_subject_alternative_name";

    static readonly AuthContext Unknown = new(null, []);

    // A connection shows one certificate, and has many calls.
    static readonly ConditionalWeakTable<X509Certificate2, AuthContext> Known = [];

    public static string PeerOf(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetwork } address => $"ipv4:{new IPEndPoint(address, connection.RemotePort)}",
        var address => $"ipv6:{new IPEndPoint(address, connection.RemotePort)}",
    };

    /// <summary>The names in the client certificate. The alternative names (DNS) identify the caller, else the common name.</summary>
    public static AuthContext Of(X509Certificate2? certificate) => certificate is null ? Unknown : Known.GetValue(certificate, Read);

    static AuthContext Read(X509Certificate2 certificate)
    {
        var properties = new Dictionary<string, List<AuthProperty>>();
        Add(properties, AlternativeName, certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static extension => extension.EnumerateDnsNames()));
        Add(properties, CommonName, [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)]);
        var identity = properties.ContainsKey(AlternativeName) ? AlternativeName
            : properties.ContainsKey(CommonName) ? CommonName
            : null;
        return new(identity, properties);
    }

    static void Add(Dictionary<string, List<AuthProperty>> properties, string name, IEnumerable<string> values)
    {
        List<AuthProperty> found =
            [.. values.Where(static value => value.Length > 0).Select(value => AuthProperty.Create(name, Encoding.UTF8.GetBytes(value)))];
        if (found.Count > 0)
            properties.Add(name, found);
    }
}
