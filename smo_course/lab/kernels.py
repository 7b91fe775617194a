"""Kernels to which nobody else on the computer can listen."""


def private() -> dict[str, str]:
    """Settings of Jupyter's KernelManager: what a kernel is asked and answers is encrypted, where Jupyter and ZeroMQ can.

    Else it goes over a port of this computer as it is, and newer kernels warn of that in the terminal, each of them.
    """
    import zmq
    from jupyter_client.manager import KernelManager

    can = zmq.has("curve") and "transport_encryption" in KernelManager.class_traits()
    return {"transport_encryption": "auto"} if can else {}
