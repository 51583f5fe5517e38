using System.Reflection;
using ImapApi.Client;

namespace ImapApi.IntegrationTests.Client;

/// <summary>Passes every call on, and knows which methods were called.</summary>
public class CallRecorder : DispatchProxy
{
    private readonly HashSet<string> _called = [];
    private IImapApiClient? _target;

    public static (IImapApiClient Client, IReadOnlySet<string> Called) Around(IImapApiClient target)
    {
        var client = Create<IImapApiClient, CallRecorder>();
        var recorder = (CallRecorder)(object)client;
        recorder._target = target;
        return (client, recorder._called);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        _called.Add(targetMethod.Name);
        return targetMethod.Invoke(_target, args);
    }
}
