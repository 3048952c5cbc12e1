using System.Diagnostics;
using System.Globalization;
using System.Net;
using KioskSim.Domain.Log;
using KioskSim.Hosting.Pages;
using KioskSim.Inquiry.Host.Memory;
using KioskSim.Inquiry.Host.Pages;
using KioskSim.Inquiry.Host.Pages.Words;
using KioskSim.Inquiry.Host.Uploads;
using KioskSim.Paper.Images.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KioskSim.Inquiry.Host;

/// <summary>Pages and what they send. Every answer but the style sheet and the script is made for one visitor and wiped once it is sent.</summary>
sealed partial class InquiryEndpoints(InquirySite site, InquiryOptions options, Doorkeeper door, TimeProvider clock, ILogger<InquiryEndpoints> log)
{
    static readonly StaticAsset[] Assets = [StaticAsset.Tokens, .. StaticAsset.AllOf(typeof(InquiryEndpoints).Assembly)];

    public void Map(WebApplication app)
    {
        app.Use(next => context =>
        {
            SafeHeaders.Set(context.Response.Headers);
            return next(context);
        });
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, StatusCodes.Status200OK, HomePage.Write));
        app.MapPost("/", InquireAsync);
        foreach (var asset in Assets)
            app.MapGet(asset.Path, asset.SendAsync);
        app.MapFallback(context =>
        {
            if (context.Request.Path != "/")
                return RefuseAsync(context, Refusal.NoSuchPage);
            context.Response.Headers.Allow = "GET, HEAD, POST";
            return RefuseAsync(context, Refusal.WrongMethod);
        });
    }

    async Task InquireAsync(HttpContext context)
    {
        if (!door.Admits(context.Connection.RemoteIpAddress ?? IPAddress.None, out var retryAfter))
        {
            await RefuseAsync(context, Refusal.TooOften, retryAfter);
            return;
        }

        using var place = door.EnterRoom();
        if (place is null)
        {
            await RefuseAsync(context, Refusal.Busy, options.Reading);
            return;
        }

        try
        {
            using var report = await ExamineAsync(context);
            await SendAsync(context, StatusCodes.Status200OK, (page, words) => ReportPage.Write(page, words, report));
        }
        catch (RefusedException e)
        {
            await RefuseAsync(context, e.Refusal, e.Refusal == Refusal.Busy ? options.Reading : null);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            // Its text may hold what was read; its kind and place do not.
            Failed(log, e.GetType().Name, new StackTrace(e).GetFrame(0)?.GetMethod()?.Name);
            await RefuseAsync(context, Refusal.OurFault);
        }
    }

    /// <exception cref="RefusedException">With the page to answer with.</exception>
    async Task<InquiryReport> ExamineAsync(HttpContext context)
    {
        using var upload = new Upload();
        await ReceiveAsync(context, upload);
        var from = clock.GetTimestamp();
        using var late = new CancellationTokenSource(options.Reading, clock);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            var report = await door.ReadAsync(() => site.Examine(upload.Files, ScanLimits.Upload, cancel.Token), cancel.Token);
            if (log.IsEnabled(LogLevel.Information))
                Answered(log, string.Join(' ', report.Pages.Select(p => p.Verdict)), (long)clock.GetElapsedTime(from).TotalMilliseconds);
            return report;
        }
        catch (ScanFileException e)
        {
            throw new RefusedException(RefusalOf.Fault(e.Fault));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new RefusedException(Refusal.Busy);
        }
    }

    async Task ReceiveAsync(HttpContext context, Upload upload)
    {
        using var late = new CancellationTokenSource(options.Patience, clock);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            if (await upload.ReadAsync(context.Request, cancel.Token) is { } fault)
                throw new RefusedException(RefusalOf.Fault(fault));
        }
        catch (BadHttpRequestException e)
        {
            throw new RefusedException(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refusal.TooLarge : Refusal.Malformed);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new RefusedException(Refusal.TooSlow);
        }
    }

    async Task RefuseAsync(HttpContext context, Refusal refusal, TimeSpan? retryAfter = null)
    {
        if (HttpMethods.IsPost(context.Request.Method))
            Refused(log, refusal);
        if (retryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await SendAsync(context, RefusalOf.Status(refusal), (page, words) => RefusalPage.Write(page, words, refusal));
    }

    async Task SendAsync(HttpContext context, int status, Action<HtmlPage, PageWords> write)
    {
        using var buffer = new PinnedBuffer(64 * 1024);
        write(new HtmlPage(buffer), PageWords.Of(context.Request.Query["lang"]));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = buffer.Length;
        using var late = new CancellationTokenSource(options.Patience, clock);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            // A piece at a time: the server copies what it is given, however slow the visitor.
            const int piece = 64 * 1024;
            for (var rest = buffer.Written; !rest.IsEmpty && !HttpMethods.IsHead(context.Request.Method); rest = rest[Math.Min(piece, rest.Length)..])
                await context.Response.Body.WriteAsync(rest[..Math.Min(piece, rest.Length)], cancel.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    [LoggerMessage(LogEvents.InquiryAnswered, LogLevel.Information, "Answered an inquiry: {Verdicts}, in {Milliseconds} ms")]
    static partial void Answered(ILogger log, string verdicts, long milliseconds);

    [LoggerMessage(LogEvents.InquiryRefused, LogLevel.Information, "Refused an inquiry: {Refusal}")]
    static partial void Refused(ILogger log, Refusal refusal);

    [LoggerMessage(LogEvents.InquiryFailed, LogLevel.Error, "An inquiry failed: {Error} in {Place}")]
    static partial void Failed(ILogger log, string error, string? place);
}
